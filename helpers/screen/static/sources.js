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
  const words = lit.find((one) => text.includes(one));
  if (!words) return el("p", {}, text);
  const [before, ...after] = text.split(words);
  return el("p", {}, before, el("mark", {}, words), after.join(words));
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

  function textOf(/** @type {Card} */ { id, title, text, plainer, notes, isSummary }) {
    if (!text) return el("p.locked", {}, "The text stays closed until you commit the first step.");
    const body = el("div.text", {});
    const show = () => {
      const on = plain.has(id);
      toggle?.replaceChildren(on ? "Back to the exact text" : "Show the plainer text",
        el("span.hidden", {}, `: ${title}`));
      body.replaceChildren(...(on && plainer || text).map((p) => litUp(p, lit)));
    };
    const toggle = plainer && el("button", {
      onclick: () => { plain.delete(id) || plain.add(id); show(); },
    });
    show();
    const about = notes.length ? el("details", {}, el("summary", {}, "About this text"),
      notes.map((note) => el("p", {}, note))) : null;
    return el("div.opened", { role: "group", "aria-label": `Text: ${title}` },
      isSummary ? el("p", {}, "A summary in our own words:") : null, body, toggle, about);
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
      onkeydown: (/** @type {KeyboardEvent} */ { key }) => {
        const place = /** @type {Record<string, number>} */ (
          { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: -1 })[key];
        if (place !== undefined) go(place);
      },
    }, title));
    bring = (id, words = lit) => {
      const place = cards.findIndex((data) => data.id === id);
      if (place >= 0) front = id;
      if (words !== lit && String(words) !== String(lit)) {
        lit = words;
        panels.forEach((panel, n) => panel.replaceChildren(content(cards[n], read)));
        const mark = panels.map((panel) => panel.querySelector("mark")).find(Boolean);
        mark?.scrollIntoView({ block: "nearest" });
      }
      cards.forEach((data, n) => {
        panels[n].hidden = data.id !== front;
        tabs[n].setAttribute("aria-selected", String(data.id === front));
        tabs[n].tabIndex = data.id === front ? 0 : -1;
      });
    };
    bring(front);
    return el("div.sources", { role: "region", "aria-label": name, tabindex: 0 },
      many ? el("div.tabs", { role: "tablist", "aria-label": name }, tabs) : null, panels);
  }

  return { draw, bring: (id, words) => bring(id, words) };
}
