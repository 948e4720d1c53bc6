// Lets people see what they type, tells which rules it keeps, and keeps the page good for as long as it is open. Without this script the page works too.
const TEN_MINUTES = 10 * 60 * 1000;
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

// The rules are fetched for those who type. Without them the list stays as it is, and the server judges anyway.
const list = document.getElementById("gatehouse-rules");
const tick = () => import("../js/gatehouse-password-rules.js").then(({ tickOff }) => tickOff(list)).catch(() => {});
if (list.dataset.rules) {
  document.getElementById("password-new").addEventListener("input", tick, { once: true });
}

setInterval(stillHere, TEN_MINUTES);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stillHere());
// What is shown in the clear must not be offered by the browser as a former entry.
form.addEventListener("submit", () => form.querySelectorAll("[data-shows]").forEach((toggle) => { document.getElementById(toggle.dataset.shows).type = "password"; }));
