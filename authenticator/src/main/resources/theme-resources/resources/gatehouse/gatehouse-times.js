// For pages in other themes: page.js of the theme gatehouse does the same.
const each = (selector, action) => document.querySelectorAll(selector).forEach(action);

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
