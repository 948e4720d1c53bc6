// Lets people see what they type, and tells which rules it keeps. Without this script the page works too.
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

// The rules are fetched for those who type. Without them the list stays as it is, and the server judges anyway.
const list = document.getElementById("gatehouse-rules");
const tick = () => import("../js/gatehouse-password-rules.js").then(({ tickOff }) => tickOff(list)).catch(() => {});
if (list.dataset.rules) {
  document.getElementById("password-new").addEventListener("input", tick, { once: true });
}

// What is shown in the clear must not be offered by the browser as a former entry.
form.addEventListener("submit", () => form.querySelectorAll("[data-shows]").forEach((toggle) => { document.getElementById(toggle.dataset.shows).type = "password"; }));
