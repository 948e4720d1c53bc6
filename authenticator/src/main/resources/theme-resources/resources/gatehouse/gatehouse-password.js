// Lets users show the password, and ticks off the rules it meets. The page works without this script.
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

// The rules are fetched when the user types. Without them the list stays as it is; the server checks anyway.
const list = document.getElementById("gatehouse-rules");
const tick = () => import("../js/gatehouse-password-rules.js").then(({ tickOff }) => tickOff(list)).catch(() => {});
if (list.dataset.rules) {
  document.getElementById("password-new").addEventListener("input", tick, { once: true });
}

// A password that is shown must not become an autofill entry.
form.addEventListener("submit", () => form.querySelectorAll("[data-shows]").forEach((toggle) => { document.getElementById(toggle.dataset.shows).type = "password"; }));
