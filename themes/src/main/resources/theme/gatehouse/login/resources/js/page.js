// Makes pages more convenient. They work without this script.

const cookie = (name) => document.cookie.split(/;\s*/).find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1).replace(/^"|"$/g, "");
const each = (selector, action) => document.querySelectorAll(selector).forEach(action);
const { signedInElsewhere, authSession } = document.body.dataset;
let leaving = false;

// The URL that Keycloak would set by a script, see template.ftl.
for (const { data } of document.head.childNodes) {
  const address = /history\.replaceState\({}, "[^"]*", "([^"\\]+)"\)/.exec(data)?.[1];
  if (address?.startsWith(`${origin}/`)) {
    history.replaceState({}, "", address);
  }
}

// The user signed in in another tab.
if (signedInElsewhere && !cookie("KEYCLOAK_SESSION")) {
  const watch = setInterval(() => {
    if (leaving || cookie("KEYCLOAK_SESSION")) {
      clearInterval(watch);
      leaving || (location.href = signedInElsewhere);
    }
  }, 2000);
}

// Another tab began another login with the same cookies.
if (authSession) {
  setTimeout(() => {
    const now = cookie("KC_AUTH_SESSION_HASH");
    if (now && now !== authSession) {
      location.reload();
    }
  }, 1000);
}

addEventListener("beforeunload", () => (leaving = true));
document.addEventListener("submit", (event) => {
  const form = event.target;
  leaving = true;
  if (document.getElementById("gatehouse-in-app")) {
    import("./native-app.js").then(({ watch }) => watch(form)).catch(() => {});
  }
  if ("once" in form.dataset) {
    if (form.dataset.once === "sent") {
      event.preventDefault();
    }
    form.dataset.once = "sent";
  }
  // A shown password must not become an autofill entry.
  each("[data-password-toggle]", (toggle) => show(toggle, false));
});
addEventListener("pageshow", () => each("[data-once]", (form) => (form.dataset.once = "")));

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-once-link]");
  if (link?.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
  }
  link?.setAttribute("aria-disabled", "true");
});

function show(toggle, shown) {
  document.getElementById(toggle.getAttribute("aria-controls")).type = shown ? "text" : "password";
  toggle.setAttribute("aria-pressed", String(shown));
}

each("[data-password-toggle]", (toggle) => {
  toggle.hidden = false;
  toggle.addEventListener("click", () => show(toggle, toggle.getAttribute("aria-pressed") !== "true"));
});

each("[data-copies]", (button) => {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
      button.textContent = button.dataset.done;
    } catch (refused) {
      button.textContent = button.dataset.failed;
    }
  });
});

// The server checks anyway.
each("#gatehouse-rules[data-address]", (list) => {
  const tick = () => import("./gatehouse-password-rules.js").then(({ tickOff }) => tickOff(list)).catch(() => {});
  list.dataset.rules ? document.getElementById(list.dataset.for).addEventListener("input", tick, { once: true }) : tick();
});

// Closes the language list.
each(".gh-languages", (list) => {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && list.open) {
      list.open = false;
      list.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => list.contains(event.target) || (list.open = false));
});

// Shows times in the browser's zone.
each("time[data-local]", (time) => {
  const then = new Date(time.dateTime);
  const isToday = time.dataset.local === "time" && then.toDateString() === new Date().toDateString();
  time.textContent = then.toLocaleString(time.closest("[lang]").lang, { dateStyle: isToday ? undefined : "medium", timeStyle: "short", numberingSystem: "latn" });
});

// Emails show times in the browser's zone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const [realmPath] = /^.*?\/realms\/[^/]+\//.exec(location.pathname) ?? [];
if (zone && realmPath) {
  document.cookie = `GATEHOUSE_ZONE=${zone}; path=${realmPath}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

each("form[data-sends-itself]", (form) => form.submit());
each("a[data-goes-on]", (link) => {
  const go = () => location.replace(link.href);
  document.readyState === "complete" ? go() : addEventListener("load", go);
});

// Called by Google's script.
globalThis.onSubmitRecaptcha = () => document.getElementById("kc-register-form").requestSubmit();
