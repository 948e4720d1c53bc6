// Makes the page for a security code more convenient. It works without this script.
const form = document.getElementById("gatehouse-code-form");
const field = document.getElementById("code");
const wait = document.getElementById("gatehouse-wait");
// Longer than the server waits for the email server.
const AGAIN = 10000;

// Two clicks are one answer.
document.addEventListener("submit", (event) => {
  const { target } = event;
  if (Date.now() - Number(target.dataset.sentAt ?? 0) < AGAIN) {
    event.preventDefault();
  } else {
    target.dataset.sentAt = Date.now();
  }
});
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((each) => delete each.dataset.sentAt));

// A code that was pasted or filled in whole is sent at once; one that is typed is not, so that it can be checked.
field?.addEventListener("input", ({ inputType }) => {
  const isWhole = !inputType || inputType === "insertFromPaste" || field.matches(":autofill");
  const digits = field.value.replace(/[\s\p{Pd}\p{Cf}]/gu, "");
  if (isWhole && new RegExp(`^\\p{Nd}{${field.dataset.digits}}$`, "u").test(digits)) {
    form.requestSubmit();
  }
});

// Counts down to the next email.
if (wait?.dataset.seconds) {
  const end = Date.now() + wait.dataset.seconds * 1000;
  const plural = new Intl.PluralRules(wait.closest("[lang]").lang);
  const count = () => {
    const seconds = Math.ceil((end - Date.now()) / 1000);
    if (seconds > 0) {
      wait.textContent = (wait.dataset[plural.select(seconds)] ?? wait.dataset.other).replace("#", seconds);
    } else {
      document.querySelector("[aria-describedby=gatehouse-wait]")?.removeAttribute("aria-describedby");
      wait.remove();
      clearInterval(ticking);
    }
  };
  const ticking = setInterval(count, 1000);
}
