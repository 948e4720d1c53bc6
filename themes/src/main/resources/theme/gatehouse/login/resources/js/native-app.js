// The redirect to a native app leaves the page in the browser, where its form is of no more use.

function endsInApp(form) {
  try {
    const app = new URL(form.action).searchParams.get("client_data").replaceAll("-", "+").replaceAll("_", "/");
    return !/^https?:/i.test(JSON.parse(atob(app)).ru);
  } catch (unknown) {
    return false;
  }
}

function show() {
  const text = document.getElementById("gatehouse-in-app");
  if (text) {
    document.querySelector("main").replaceChildren(text.content);
    text.remove();
    const heading = document.querySelector("h1");
    document.title = heading.textContent;
    heading.focus();
  }
}

// Shows it once the app comes to the front, which it may have done before this script arrived.
export function watch(form) {
  if (endsInApp(form)) {
    addEventListener("blur", show);
    document.addEventListener("visibilitychange", () => document.hidden && show());
    document.hidden && show();
  }
}
