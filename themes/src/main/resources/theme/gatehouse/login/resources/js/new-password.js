// Ticks off the rules that a new password keeps while it is typed. Without this script, or without Gatehouse's password rules, the list stays as it is.
const A_MOMENT = 1000;
const list = document.getElementById("gatehouse-rules");
const status = document.getElementById("gatehouse-rules-status");
const field = document.getElementById(list.dataset.for);
const { met: done, missing, allMet, allMissing } = list.dataset;

async function rules() {
  if (list.dataset.rules) {
    return JSON.parse(list.dataset.rules);
  }
  const answer = await fetch(list.dataset.address, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : { checklist: [] };
}

/** The items of the checklist, each with a place for its state; those that the server has not listed yet are added. */
function items(checklist) {
  const box = list.querySelector("ul");
  if (checklist.length > 0 && !list.dataset.rules) {
    box.prepend(...checklist.map(({ text }) => Object.assign(document.createElement("li"), { textContent: text })));
    list.querySelector("p").hidden = false;
  }
  return [...box.children].slice(0, checklist.length).map((item) => {
    const state = item.appendChild(document.createElement("span"));
    state.className = "gh-unseen";
    return { item, state };
  });
}

async function tick() {
  const data = await rules();
  const places = items(data.checklist);
  if (places.length === 0) {
    return;
  }
  const { checklist } = await import("./gatehouse-password-rules.js");
  let told;
  field.addEventListener("input", () => {
    const typed = field.value !== "";
    const judged = checklist(data, field.value);
    judged.forEach(({ met }, at) => {
      const { item, state } = places[at];
      const known = typed && met !== null;
      item.dataset.state = known ? (met ? "met" : "missing") : "";
      state.textContent = known ? ` (${met ? done : missing})` : "";
    });
    // For screen readers, and not at every key.
    clearTimeout(told);
    told = setTimeout(() => {
      const left = judged.filter(({ met }) => met === false).map(({ text }) => text);
      status.textContent = typed ? (left.length === 0 ? allMet : `${allMissing} ${left.join("; ")}`) : "";
    }, A_MOMENT);
  });
}

tick().catch(() => { /* the server judges anyway */ });
