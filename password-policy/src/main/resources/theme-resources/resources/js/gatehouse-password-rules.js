/**
 * Checks a password in the page, with the rules from GET /realms/{realm}/gatehouse-password-rules. Returns the same result as the
 * server for every string, except for rules that only the server can check. Stores and sends nothing.
 *
 * A person is {username, email, firstName, lastName}; fields that the page does not know are omitted.
 */

const ANNOUNCE_DELAY_MS = 1000;

/** The codes of the rules that a password breaks, in the order of the rules. */
export function check(data, password, person = {}) {
  const text = codePoints(password, data.judged + 1);
  const judged = text.length <= data.judged;
  const fold = folding(data.fold ?? []);
  return data.rules
    .filter((rule) => (judged || rule.kind === 'atMost') && breaks(rule, text, person, fold, data.shortestDetail))
    .map((rule) => rule.code);
}

/** Each item of the checklist with its text, and whether it is met; null if only the server can decide, on submission. */
export function checklist(data, password, person = {}) {
  const broken = new Set(check(data, password, person));
  const undecided = new Set(data.rules.filter((rule) => isUndecided(rule, person)).map((rule) => rule.code));
  return data.checklist.map(({ codes, text }) => ({
    text,
    met: codes.some((code) => broken.has(code)) ? false : codes.some((code) => undecided.has(code)) ? null : true,
  }));
}

/**
 * Ticks off the items of a page's list while the user types. The list's data attributes are the id of the field (data-for), the
 * words for met and missing, and either the rules (data-rules) or their URL (data-address); with the URL, the items are prepended
 * to the list.
 */
export async function tickOff(list) {
  const { for: id, met: done, missing, allMet, allMissing, rules, address, ticked } = list.dataset;
  if (ticked) {
    return;
  }
  list.dataset.ticked = 'on';
  const data = rules ? JSON.parse(rules) : await (await fetch(address, { headers: { Accept: 'application/json' } })).json();
  const box = list.querySelector('ul');
  if (!rules && data.checklist.length > 0) {
    box.prepend(...data.checklist.map(({ text }) => Object.assign(document.createElement('li'), { textContent: text })));
    list.querySelector('p').hidden = false;
  }
  const items = [...(box?.children ?? [])].slice(0, data.checklist.length);
  const states = items.map((item) => item.appendChild(Object.assign(document.createElement('span'), { className: 'gh-unseen' })));
  const field = document.getElementById(id);
  const status = document.getElementById('gatehouse-rules-status');
  let announcement;

  function update() {
    const typed = field.value !== '';
    // The page does not know the user, and items that only the server can decide stay open.
    const judged = checklist(data, field.value);
    items.forEach((item, at) => {
      const { met } = judged[at];
      const known = typed && met !== null;
      item.toggleAttribute('data-state', known);
      states[at].textContent = known ? ` (${met ? done : missing})` : '';
      if (known) {
        item.dataset.state = met ? 'met' : 'missing';
      }
    });
    // Announced to screen readers after a pause, not on every key.
    clearTimeout(announcement);
    announcement = setTimeout(() => {
      const left = judged.filter(({ met }) => met === false).map(({ text }) => text);
      status.textContent = typed ? (left.length === 0 ? allMet : `${allMissing} ${left.join('; ')}`) : '';
    }, ANNOUNCE_DELAY_MS);
  }

  if (items.length > 0) {
    field.addEventListener('input', update);
    if (field.value !== '') {
      update();
    }
  }
}

function isUndecided(rule, person) {
  return rule.kind === 'server' || (rule.kind === 'notPersonal' && rule.fields.some((field) => typeof person[field] !== 'string'));
}

function breaks(rule, text, person, fold, shortestDetail) {
  switch (rule.kind) {
    case 'atLeast':
      return text.length < rule.count;
    case 'atMost':
      return text.length > rule.count;
    case 'containing':
      return count(text, rule.of) < rule.count;
    case 'notAtEnds':
      return text.length > 0 && (isIn(rule.of, text[0]) || isIn(rule.of, text[text.length - 1]));
    case 'never':
      return count(text, rule.of) > 0;
    case 'repeats':
      return longestRun(text) > rule.count;
    case 'notPersonal': {
      const folded = text.map(fold);
      return details(rule, person)
        .map((detail) => codePoints(detail, Infinity).map(fold))
        .some((detail) => detail.length >= shortestDetail && contains(folded, detail));
    }
    default:
      return false;
  }
}

/** The first code points of a string, at most the given number. An unpaired surrogate counts as one. */
function codePoints(string, most) {
  const found = [];
  for (let at = 0; at < string.length && found.length < most; ) {
    const codePoint = string.codePointAt(at);
    found.push(codePoint);
    at += codePoint > 0xffff ? 2 : 1;
  }
  return found;
}

function isIn(ranges, codePoint) {
  return ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
}

function count(text, ranges) {
  return text.filter((codePoint) => isIn(ranges, codePoint)).length;
}

function longestRun(text) {
  let longest = 0;
  let run = 0;
  text.forEach((codePoint, at) => {
    run = at > 0 && codePoint === text[at - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}

function details(rule, person) {
  const texts = rule.fields.map((field) => person[field]).filter((text) => typeof text === 'string');
  const localParts = rule.localPart ? texts.filter((text) => text.includes('@')).map((text) => text.slice(0, text.lastIndexOf('@'))) : [];
  return [...texts, ...localParts];
}

function contains(text, part) {
  for (let start = 0; start + part.length <= text.length; start++) {
    if (part.every((codePoint, at) => codePoint === text[start + at])) {
      return true;
    }
  }
  return false;
}

/** Folds upper and lower case by the server's table, because browsers support different versions of Unicode. */
function folding(table) {
  return (codePoint) => {
    const step = table.find(([first, last, , stride]) => codePoint >= first && codePoint <= last && (codePoint - first) % stride === 0);
    return step ? codePoint + step[2] : codePoint;
  };
}
