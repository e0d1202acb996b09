// @ts-check
// ---- a rebuilt page: one sentence a line, with its cards and its tag, checked as often as wanted

EDITORS.page = (item, value, change, { say, ask }) => {
  const box = el("textarea", { rows: 12, value: value ?? "", spellcheck: true,
    oninput: () => change(box.value) });
  /**
   * The line the caret stands in.
   * @returns {[start: number, end: number, text: string]}
   */
  const here = () => {
    const at = box.selectionStart;
    const start = at ? box.value.lastIndexOf("\n", at - 1) + 1 : 0;
    const end = (box.value + "\n").indexOf("\n", box.selectionStart);
    return [start, end, box.value.slice(start, end)];
  };
  const rewrite = (/** @type {(text: string) => string} */ make) => {
    const [start, end, text] = here();
    const now = make(text.trimEnd());
    box.setRangeText(now, start, end, "end");
    change(box.value);
    say(`The line is now: ${now}`);
  };
  const cite = (/** @type {string} */ id) => rewrite((text) => {
    const tag = text.indexOf("{");
    return tag < 0 ? `${text} [${id}]`
      : `${text.slice(0, tag).trimEnd()} [${id}] ${text.slice(tag)}`;
  });
  const tag = (/** @type {string} */ kind, /** @type {string} */ sure) => rewrite((text) =>
    `${text.replace(/\s*\{[^{}]*\}/g, "")} {${kind}, ${sure}}`);
  /** @returns {[HTMLElement, HTMLSelectElement]} */
  const list = (/** @type {string} */ label, /** @type {Pair[]} */ options) => {
    const select = el("select", {}, options.map(([id, text]) => el("option", { value: id }, text)));
    return [labelled(label, select), select];
  };
  const same = (/** @type {string[]} */ words) =>
    words.map((word) => /** @type {Pair} */ ([word, word]));
  const [cardBox, card] = list("Card", item.cards.map(([id, text]) =>
    /** @type {Pair} */ ([id, `${text} [${id}]`])));
  const [kindBox, kind] = list("Kind of sentence", same(item.tags));
  const [sureBox, sure] = list("How sure", same(item.sures));
  const goTo = (/** @type {number} */ line) => {
    const start = box.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    box.focus();
    box.setSelectionRange(start, start);
  };
  const found = item.verdicts.length ? el("section", { "aria-label": "What the rules ask" },
    el("h5.feedback", { tabindex: -1 }, `What the rules ask (check ${item.checks}): ${
      item.verdicts.length} ${item.verdicts.length === 1 ? "note" : "notes"}`),
    el("ul.verdicts", {}, item.verdicts.map((v) => el("li", {},
      el("strong", {}, headed(v.word, v.part)), el("p", {}, v.because),
      v.line ? el("button", { onclick: () => goTo(v.line) }, `Go to line ${v.line}`) : null))))
    : null;
  return el("div.rebuild", {}, labelled(item.ask, box),
    el("p", {}, `One sentence a line, with its card and its tag, like this: It rang at nine. [${
      item.cards[0][0]}] {${item.tags[0]}, ${item.sures[1]}}`),
    el("fieldset", {}, el("legend", {}, "Add to the line you are in"),
      el("div.tools", {}, cardBox,
        el("button", { onclick: () => cite(card.value) }, "Add the card")),
      el("div.tools", {}, kindBox, sureBox,
        el("button", { onclick: () => tag(kind.value, sure.value) }, "Add the tag"))),
    el("button", {
      onclick: () => ask({ do: "check", answers: { [item.id]: box.value } }, ".course-feedback"),
    }, "Check my page"),
    el("p", {}, "Check as often as you like. After you commit you can publish the page."), found);
};
