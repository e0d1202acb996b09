// @ts-check
// What a student wrote in an exercise and what is not yet known to be on disk. It stands in the
// page and, should the page close, in this tab. Only answers to the open step can still be saved;
// what was written to a step that was answered elsewhere meanwhile is left over, as text.

/**
 * An answer in words: what it names by ids is named by its texts. It may come from the tab's
 * storage, so it may be anything.
 * @param {any} item
 * @param {Value} value
 * @returns {string}
 */
function inWords(item, value) {
  const { options = [], rows = [], columns = [], labels = [], paragraphs = [] } = item ?? {};
  const names = new Map([["picked", "Chosen"], ["sure", "How sure"], ...options, ...rows, ...labels,
    ...columns.flatMap((/** @type {any[]} */ column) => [column, ...column[2]])]);
  /** @type {(one: any) => string} */
  const said = (one) => {
    if (Number.isInteger(one?.[0])) { // a mark
      const [first, last, label] = one;
      return `“${paragraphs.flat().slice(first, last + 1).join(" ")}” – ${names.get(label)}`;
    }
    if (Array.isArray(one)) return one.map(said).join("; ");
    if (typeof one !== "object") return names.get(one) ?? String(one);
    return Object.entries(one ?? {}).map(([name, inside]) =>
      `${names.get(name) ?? name}: ${said(inside)}`).join("; ");
  };
  return said(value).trim();
}

/**
 * Parts what was written into answers to the open step, and what no step takes any more. What is
 * the committed answer itself is neither.
 * @param {Record<string, Value>} values by item
 * @param {Step[]} steps
 */
function sorted(values, steps) {
  /** @type {Record<string, Value>} */
  const held = {};
  /** @type {Pair[]} */
  const left = [];
  const open = steps.find((step) => !step.frozen)?.items ?? [];
  for (const [id, value] of Object.entries(values)) {
    const is = (/** @type {Item} */ one) => one.id === id;
    if (open.some(is)) held[id] = value;
    else {
      const item = steps.flatMap((step) => step.items).find(is);
      const words = inWords(item, value);
      if (words && JSON.stringify(value) !== JSON.stringify(item?.value)) {
        left.push([item?.ask ?? "", words]);
      }
    }
  }
  return { held, left };
}

/** @param {() => string} key the place in the tab's storage, which may be full or forbidden */
function unsentAt(key) {
  /** @type {Record<string, Value>} */
  let values = {};
  /** @type {Pair[]} */
  let left = [];
  let made = 0; // the number of the student's last change, and of the last that was sent
  let sent = 0;
  /** @type {Record<string, number>} */
  let fresh = {}; // by item the number of its last change, until that is known to be on disk
  const news = () => Object.fromEntries(Object.entries(values).filter(([id]) => id in fresh));
  const forget = (/** @type {(id: string) => boolean} */ known) =>
    Object.keys(fresh).filter(known).forEach((id) => { delete fresh[id]; });
  const store = () => {
    try {
      sessionStorage.setItem(key(), JSON.stringify({ values: news(), left }));
    } catch { /* the journal on disk is what counts */ }
  };
  return {
    values: () => ({ ...values }),
    /** Only what is not on disk: the rest may be older than an answer from another window. */
    news,
    left: () => left,
    isSent: () => Object.values(fresh).every((change) => change <= sent),
    /** Takes up what this tab holds from before. */
    load() {
      try {
        const old = JSON.parse(sessionStorage.getItem(key()) ?? "{}");
        values = { ...old.values };
        left = (old.left ?? []).map((/** @type {any} */ pair) => [...pair].map(String));
      } catch { /* nothing that we wrote */ }
      Object.keys(values).forEach((id) => { fresh[id] = ++made; });
    },
    /**
     * @param {string} id
     * @param {Value} value
     */
    write(id, value) {
      values[id] = value;
      fresh[id] = ++made;
      store();
    },
    /** Counts all as sent; returns what to call once it is on disk, which tells if that is all. */
    send() {
      const now = sent = made;
      return () => {
        forget((id) => fresh[id] <= now);
        store();
        return !Object.keys(fresh).length;
      };
    },
    lost() { sent = 0; },
    /**
     * Holds what can still be saved; the rest is left over, until the student takes it away.
     * Tells whether anything fell out now.
     * @param {Step[]} steps
     */
    hold(steps) {
      const parts = sorted(values, steps);
      if (Object.keys(parts.held).length === Object.keys(values).length) return false;
      values = parts.held;
      left = [...left, ...parts.left];
      forget((id) => !(id in values));
      store();
      return parts.left.length > 0;
    },
    takeAway() {
      left = [];
      store();
    },
    /** Another learner, or a fresh start: nothing of the former one may be saved or shown here. */
    clear() {
      values = {};
      fresh = {};
      left = [];
    },
  };
}
