// @ts-check
// ---- the sources of an exercise: where there is room they stay in sight beside its questions

const rowsOf = (/** @type {Pair[]} */ rows) => el("dl", {}, rows.map(([name, text]) =>
  el("div", {}, el("dt", {}, name), el("dd", {}, text))));

/**
 * A paragraph in which the words that a question is about are lit up.
 * @param {string} text
 * @param {string[]} lit
 */
function litUp(text, lit) {
  const escaped = lit.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!lit.length) return el("p", {}, text);
  return el("p", {}, text.split(new RegExp(`(${escaped.join("|")})`)).map((part, n) =>
    (n % 2 ? el("mark", {}, part) : part)));
}

/**
 * The sources, one in front; what a reader chose stays chosen when the exercise is drawn again.
 * @returns {Shelf}
 */
function shelf() {
  const plain = new Set(); // the documents that this reader has switched to the plainer text
  const more = new Set(); // and those of which all that is known is open
  let front = "";
  /** @type {string[]} */
  let lit = [];
  /** @type {Shelf["bring"]} */
  let bring = () => {};
  /** @type {HTMLElement | null} */
  let pane = null;
  /** @type {(() => void)[]} shows the words of each text as they are lit now */
  let light = [];
  let wasRead = false;

  function textOf(/** @type {Card} */ { id, title, text, plainer, notes, isSummary, words }) {
    if (!text) return el("p.locked", {}, "The text stays closed until you commit the first step.");
    const body = el("div.text", {});
    const show = () => {
      const on = plain.has(id);
      const back = `Back to the ${isSummary ? "summary" : "exact text"}`;
      toggle?.replaceChildren(on ? back : "Show the plainer text",
        el("span.hidden", {}, `: ${title}`));
      body.replaceChildren(...(on && plainer || text).map((p) => litUp(p, lit)));
    };
    const toggle = plainer && el("button", {
      onclick: () => { plain.delete(id) || plain.add(id); show(); },
    });
    show();
    light.push(show);
    const about = notes.length ? el("details", {}, el("summary", {}, "About this text"),
      notes.map((note) => el("p", {}, note))) : null;
    return el("div.opened", { role: "group", "aria-label": `Text: ${title}` },
      isSummary ? el("p", {}, "A summary in our own words:") : null, toggle, body,
      words.length ? el("p", {}, "Hard words: ", ...words.flatMap(([word, meaning], n) =>
        [n ? ", " : "", ...hardWord(word, meaning)])) : null, about);
  }

  function known(/** @type {Card} */ data) {
    const rest = data.more.length ? el("details", {
      open: more.has(data.id),
      ontoggle: (/** @type {At<HTMLDetailsElement>} */ { target }) =>
        (target.open ? more.add(data.id) : more.delete(data.id)),
    }, el("summary", {}, "More about this source"), rowsOf(data.more)) : null;
    return el("div", {}, rowsOf(data.attribution), rest);
  }

  /** Once a card was read and its text is open, the text comes first. */
  const content = (/** @type {Card} */ data, /** @type {boolean} */ read) =>
    el("article.card", { "aria-label": `Source: ${data.title}` }, el("h4", {}, data.title),
      read ? [textOf(data), known(data)] : [known(data), textOf(data)]);

  /** @type {Shelf["draw"]} */
  function draw(cards, read, name) {
    light = [];
    if (!cards.length) return null;
    if (!cards.some((data) => data.id === front)) front = cards[0].id;
    const many = cards.length > 1;
    const ids = cards.map(() => newId());
    const panels = cards.map((data, n) => el("div.source", many
      ? { role: "tabpanel", id: ids[n], "aria-labelledby": `${ids[n]}-tab` } : {},
    content(data, read)));
    const go = (/** @type {number} */ place) => {
      bring(/** @type {Card} */ (cards.at(place % cards.length)).id);
      tabs.find((tab) => tab.tabIndex === 0)?.focus();
    };
    const tabs = cards.map(({ id, title }, n) => el("button", {
      role: "tab", id: `${ids[n]}-tab`, "aria-controls": ids[n], onclick: () => bring(id),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const place = /** @type {Record<string, number>} */ (
          { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: -1 })[event.key];
        if (place === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault(); // the notebook would scroll to its end
        go(place);
      },
    }, title));
    bring = (id, words = lit) => {
      if (pane && id !== front && cards.some((data) => data.id === id)) pane.scrollTop = 0;
      if (cards.some((data) => data.id === id)) front = id;
      const changed = String(words) !== String(lit);
      lit = words;
      if (changed) light.forEach((show) => show());
      cards.forEach((data, n) => {
        panels[n].hidden = data.id !== front;
        tabs[n].setAttribute("aria-selected", String(data.id === front));
        tabs[n].tabIndex = data.id === front ? 0 : -1;
      });
      // Scrolled by itself: the page must not move under the hand.
      const mark = changed && pane?.querySelector(".course-source:not([hidden]) mark");
      if (mark && pane) pane.scrollTop += mark.getBoundingClientRect().top -
        pane.getBoundingClientRect().top - pane.clientHeight / 3;
    };
    bring(front);
    const scrolled = pane?.scrollTop ?? 0;
    const seen = el("div.sources", { role: "region", "aria-label": name, tabindex: 0 },
      many ? el("div.tabs", { role: "tablist" }, tabs) : null, panels);
    pane = seen;
    if (scrolled && read === wasRead) requestAnimationFrame(() => { seen.scrollTop = scrolled; });
    wasRead = read;
    return seen;
  }

  return {
    draw,
    // Where the sources stand above the questions, another one would move the question away from
    // under the hand: there a reader turns to it by its tab.
    bring(id, words) {
      if (pane && getComputedStyle(pane).position === "sticky") bring(id, words);
    },
    close() {
      [front, lit] = ["", []];
      plain.clear();
      more.clear();
    },
  };
}
