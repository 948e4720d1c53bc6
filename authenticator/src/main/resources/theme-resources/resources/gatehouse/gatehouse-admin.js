// The page works without this script, which only shows times in the browser's zone and follows the slider.
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = document.documentElement.lang;

for (const time of document.querySelectorAll("time[data-local]")) {
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.getTime())) {
    time.textContent = at.toLocaleString(language, { dateStyle: "medium", timeStyle: "short", numberingSystem: "latn" });
  }
}

// The server reads the zone for the field with a date.
const [realmPath] = /^.*?\/realms\/[^/]+\//.exec(location.pathname) ?? [];
if (zone && realmPath) {
  document.cookie = `GATEHOUSE_ZONE=${zone}; path=${realmPath}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

const slider = document.getElementById("rate");
if (slider) {
  const steps = JSON.parse(slider.dataset.steps);
  const effect = document.getElementById("rate-effect");
  const say = (sentence, step) => sentence.replace(/#(\d)/g, (slot, number) => step[number]);
  const follow = () => {
    const step = steps.find(([rate]) => Number(rate) === Number(slider.value));
    if (step) {
      slider.setAttribute("aria-valuetext", say(slider.dataset.saying, step));
      effect.textContent = say(effect.dataset.saying, step);
    }
  };
  slider.addEventListener("input", follow);
}
