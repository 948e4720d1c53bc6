// Lets people see what they type, tells which rules it keeps, and keeps the page good for as long as it is open. Without this script the page works too.
const TEN_MINUTES = 10 * 60 * 1000;
const A_MOMENT = 1000;
const form = document.getElementById("gatehouse-password-form");

for (const toggle of form.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(toggle.dataset.shows);
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const shows = field.type === "password";
    field.type = shows ? "text" : "password";
    toggle.setAttribute("aria-pressed", String(shows));
  });
}

async function stillHere() {
  try {
    const body = new URLSearchParams({ "still-here": "on", opened: form.elements.opened.value });
    const response = await fetch(form.action, { method: "POST", body, redirect: "error" });
    if (response.status === 200) {
      form.elements.opened.value = await response.text();
    }
  } catch (offline) {
    // The next time may do.
  }
}

/** Ticks the listed rules off while somebody types. Without rules, or without their module, the list stays as it is. */
async function tickRules() {
  const list = document.getElementById("gatehouse-rules");
  const field = document.getElementById("password-new");
  if (!list.dataset.rules) {
    return;
  }
  const { checklist } = await import("../js/gatehouse-password-rules.js");
  const data = JSON.parse(list.dataset.rules);
  const items = [...list.querySelectorAll("li")].slice(0, data.checklist.length);
  const status = document.getElementById("gatehouse-rules-status");
  const states = items.map((item) => {
    const state = document.createElement("span");
    state.className = "gh-unseen";
    item.append(state);
    return state;
  });
  let told;

  function update() {
    // The page does not know whose password it is, and what only the server can decide stays open.
    const judged = checklist(data, field.value);
    judged.forEach(({ met }, at) => {
      const known = field.value !== "" && met !== null;
      items[at].toggleAttribute("data-state", known);
      states[at].textContent = known ? ` (${met ? list.dataset.met : list.dataset.missing})` : "";
      if (known) {
        items[at].dataset.state = met ? "met" : "missing";
      }
    });
    clearTimeout(told);
    told = setTimeout(() => tell(judged.filter(({ met }) => met === false).map(({ text }) => text)), A_MOMENT);
  }

  /** For screen readers, and not at every key. */
  function tell(missing) {
    const text = missing.length === 0 ? list.dataset.allMet : `${list.dataset.allMissing} ${missing.join("; ")}`;
    status.textContent = field.value === "" ? "" : text;
  }

  field.addEventListener("input", update);
  if (field.value !== "") {
    update();
  }
}

tickRules().catch(() => { /* the server judges anyway */ });
setInterval(stillHere, TEN_MINUTES);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stillHere());
// What is shown in the clear must not be offered by the browser as a former entry.
form.addEventListener("submit", () => form.querySelectorAll("[data-shows]").forEach((toggle) => { document.getElementById(toggle.dataset.shows).type = "password"; }));
