// Adds a link to Gatehouse's page for administrators to the navigation of the console. It reads and sends nothing else.
const { serverBaseUrl, realm: home } = JSON.parse(document.getElementById("environment").textContent);
const ID = "gatehouse-link";

/** The page of the realm that the console shows. */
const page = () => {
  const shown = decodeURIComponent(location.hash.split("/")[1] || home);
  const url = `${serverBaseUrl}/realms/${encodeURIComponent(home)}/gatehouse/admin`;
  return shown === home ? url : `${url}?realm=${encodeURIComponent(shown)}`;
};

const update = () => {
  const lists = document.querySelectorAll("nav[class*='-c-nav'] ul[class*='-c-nav__list']");
  const list = lists[lists.length - 1];
  if (!list) {
    return;
  }
  let link = document.getElementById(ID);
  if (!link || !list.contains(link)) {
    const like = list.querySelector("a[class*='-c-nav__link']");
    if (!like) {
      return;
    }
    link?.closest("li").remove();
    const item = document.createElement("li");
    item.className = like.closest("li").className;
    link = document.createElement("a");
    link.id = ID;
    link.className = like.className.replace(/\S*-m-current/g, "");
    link.textContent = "Gatehouse";
    item.append(link);
    list.append(item);
  }
  if (link.href !== page()) {
    link.href = page();
  }
};

new MutationObserver(update).observe(document.getElementById("app"), { childList: true, subtree: true });
addEventListener("hashchange", update);
