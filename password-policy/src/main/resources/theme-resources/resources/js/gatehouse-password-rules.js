/**
 * The check of a password in the page. It judges by the data that the server judges by, GET /realms/{realm}/gatehouse-password-rules, and
 * says the same as the server about every string, but for rules that only the server can check. It keeps and sends nothing.
 *
 * A person is {username, email, firstName, lastName}; what the page does not know is left out.
 */

/**
 * Finds all rules that a password breaks.
 *
 * @param {object} data the rules
 * @param {string} password as it was typed
 * @param {object} person whose it is to be
 * @returns {string[]} the codes of the broken rules, in the order of the rules
 */
export function check(data, password, person = {}) {
  const text = codePoints(password, data.judged + 1);
  const judged = text.length <= data.judged;
  const fold = folding(data.fold ?? []);
  return data.rules
    .filter((rule) => (judged || rule.kind === 'atMost') && breaks(rule, text, person, fold, data.shortestDetail))
    .map((rule) => rule.code);
}

/**
 * Judges each item of the checklist.
 *
 * @param {object} data the rules
 * @param {string} password as it was typed
 * @param {object} person whose it is to be
 * @returns {{text: string, met: (boolean|null)}[]} whether each item is met; null if the server decides when the form is sent
 */
export function checklist(data, password, person = {}) {
  const broken = new Set(check(data, password, person));
  const undecided = new Set(data.rules.filter((rule) => isUndecided(rule, person)).map((rule) => rule.code));
  return data.checklist.map(({ codes, text }) => ({
    text,
    met: codes.some((code) => broken.has(code)) ? false : codes.some((code) => undecided.has(code)) ? null : true,
  }));
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

/** The code points of a string, the first so many. Half of a surrogate pair that stands alone is one of them. */
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

/** Makes capital and small letters equal by the server's table, because browsers know different versions of Unicode. */
function folding(table) {
  return (codePoint) => {
    const step = table.find(([first, last, , stride]) => codePoint >= first && codePoint <= last && (codePoint - first) % stride === 0);
    return step ? codePoint + step[2] : codePoint;
  };
}
