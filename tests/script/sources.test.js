// The sources beside the questions: one in front, the one that is asked about, its words lit up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kernel, named, page } from "./page.js";

const card = (id, text) => ({ id, title: `Title of ${id}`,
  attribution: [["Who", `Author of ${id}`]],
  more: [["Edition", `Edition of ${id}`]], text: text && [text], plainer: text && [`Plain ${id}.`],
  notes: [], isSummary: false, words: [] });
const choice = (id, more) => ({ id, kind: "choice", ask: `Ask ${id}?`, value: null, hints: [],
  hintsLeft: 0, verdicts: [], source: "", lit: [], options: [["a", `Pick ${id}`]], pick: "1",
  sure: null, ...more });
const view = (cards, items) => ({ kind: "exercise", exercise: "01/predict", title: "Predict",
  number: 1, lesson: "01", path: "short", done: false, cards, of: 1, learner: "me",
  course: "toy", copy: "toy",
  book: "me 0", savedAt: "", warnings: [], steps: [{ id: "one", title: "One", frozen: false,
    older: false, opens: false, readsTitle: "", reads: [], notes: [], differs: null, items }] });
const TWO = [card("letter", "The jug fell. It broke."), card("diary", "The cat slept.")];

const withSources = (name, cards, items, check) => test(name, () => {
  const open = page("exercise");
  try {
    const model = kernel(view(cards, items));
    const root = open.show(model);
    const all = (what) => [...root.querySelectorAll(what)];
    check({ root, model,
      front: () => all(".course-source").filter((one) => !one.hidden)
        .map((one) => one.querySelector("h4").textContent),
      lit: () => all("mark").map((one) => one.textContent),
      focus(id, place = "sticky") { // where the style puts the pane
        root.querySelector(".course-sources").style.position = place;
        root.querySelector(`[data-item="${id}"] input, [data-item="${id}"] select`)
          .dispatchEvent(new open.window.Event("focusin", { bubbles: true }));
      },
      press: (tab, key, more = {}) => tab.dispatchEvent(new open.window.KeyboardEvent("keydown",
        { key, bubbles: true, cancelable: true, ...more })),
      tabs: () => all("[role=tab]") });
  } finally { open.close(); }
});

withSources("one source needs no tabs, and no source needs no room", [TWO[0]], [choice("a")],
  ({ root, tabs, front, model }) => {
    assert.deepEqual([tabs().length, front()], [0, ["Title of letter"]]);
    model.redraw({ cards: [] });
    assert.equal(root.querySelector(".course-sources"), null);
  });

withSources("of several sources one is in front, by click and by arrow key", TWO, [choice("a")],
  ({ tabs, front, press }) => {
    assert.deepEqual(front(), ["Title of letter"]);
    tabs()[1].click();
    assert.deepEqual(front(), ["Title of diary"]);
    assert.deepEqual(tabs().map((one) => one.getAttribute("aria-selected")), ["false", "true"]);
    press(tabs()[1], "ArrowRight"); // round to the first
    assert.deepEqual(front(), ["Title of letter"]);
    assert.equal(tabs()[0].ownerDocument.activeElement, tabs()[0]);
    assert.deepEqual(tabs().map((one) => one.tabIndex), [0, -1]);
    assert.equal(press(tabs()[0], "End"), false); // the notebook does not scroll to its end
    assert.deepEqual(front(), ["Title of diary"]);
    press(tabs()[1], "ArrowLeft");
    press(tabs()[0], "ArrowRight", { altKey: true }); // the browser's own keys are not ours
    assert.deepEqual(front(), ["Title of letter"]);
    press(tabs()[0], "ArrowRight");
    press(tabs()[1], "Home");
    assert.deepEqual(front(), ["Title of letter"]);
  });

withSources("the source that a question is about comes to the front, and its words are lit up", TWO,
  [choice("a"), choice("b", { source: "diary", lit: ["cat slept"] })], ({ focus, front, lit }) => {
    focus("a");
    assert.deepEqual([front(), lit()], [["Title of letter"], []]);
    focus("b");
    assert.deepEqual([front(), lit()], [["Title of diary"], ["cat slept"]]);
    focus("a"); // is about both: the one that was read stays, and nothing is lit
    assert.deepEqual([front(), lit()], [["Title of diary"], []]);
  });

withSources("where the sources stand above the questions nothing moves under the hand", TWO,
  [choice("b", { source: "diary", lit: ["cat slept"] })], ({ focus, front, lit }) => {
    focus("b", "static");
    assert.deepEqual([front(), lit()], [["Title of letter"], []]);
  });

withSources("all words of a question are lit, in the source that comes to the front",
  [card("letter", "The cat (1.5)? It was a cat."), card("diary", "A cat.")],
  [choice("b", { source: "letter", lit: ["(1.5)?", "cat"] })], ({ focus, root }) => {
    focus("b");
    const [letter, diary] = root.querySelectorAll(".course-source");
    const words = (panel) => [...panel.querySelectorAll("mark")].map((one) => one.textContent);
    assert.deepEqual([words(letter), words(diary)], [["cat", "(1.5)?", "cat"], ["cat"]]);
    assert.equal(letter.textContent.includes("The cat (1.5)? It was a cat."), true);
  });

withSources("the source of a grid's column comes to the front, else that of its row", TWO,
  [{ ...choice("b"), kind: "grid", balance: [], name: "Grid", rows: [["r", "Row", "letter"]],
    columns: [["c", "Column", [["x", "X"]], "diary"]] }], ({ focus, front, root }) => {
    focus("b");
    assert.deepEqual(front(), ["Title of diary"]);
    root.querySelector("select").dataset.source = "letter";
    focus("b");
    assert.deepEqual(front(), ["Title of letter"]);
  });

withSources("another learner finds the sources as they were at first", TWO,
  [choice("b", { source: "diary", lit: ["cat slept"] })], ({ focus, front, lit, model }) => {
    focus("b");
    model.redraw({ book: "somebody else 0" });
    assert.deepEqual([front(), lit()], [["Title of letter"], []]);
  });

withSources("a tab, its panel and the region have names and point to each other", TWO,
  [choice("a")], ({ root, tabs }) => {
    const panels = [...root.querySelectorAll("[role=tabpanel]")];
    assert.deepEqual(tabs().map((tab) => tab.getAttribute("aria-controls")),
      panels.map((panel) => panel.id));
    assert.deepEqual(panels.map((panel) => panel.getAttribute("aria-labelledby")),
      tabs().map((tab) => tab.id));
    const region = root.querySelector(".course-sources");
    assert.deepEqual([region.tabIndex, region.getAttribute("aria-label")],
      [0, "Sources of exercise 1"]);
  });

withSources("what a reader opened of a source stays open", TWO, [choice("a")],
  ({ root, model }) => {
    const details = () => root.querySelector(".course-card details");
    details().open = true;
    details().dispatchEvent(new (details().ownerDocument.defaultView.Event)("toggle"));
    model.redraw({});
    assert.equal(details().open, true);
  });

withSources("what a reader chose stays when the exercise is drawn again", TWO, [choice("a")],
  ({ root, tabs, front, model }) => {
    tabs()[1].click();
    named(root, ".course-source:not([hidden]) button", "Show the plainer text: Title of diary")
      .click();
    model.redraw({});
    assert.deepEqual(front(), ["Title of diary"]);
    assert.match(root.textContent, /Plain diary\./);
    assert.doesNotMatch(root.textContent, /Plain letter\./);
  });

withSources("a card is read before its text, and the text comes first once it was opened",
  [card("letter", null)], [choice("a")], ({ root, model }) => {
    const order = () => root.querySelector(".course-card").textContent;
    assert.match(order(), /Author of letter.*stays closed/);
    const [step] = model.get("view").steps;
    model.redraw({ cards: [TWO[0]], steps: [{ ...step, opens: true, frozen: true },
      { ...step, id: "two" }] });
    assert.match(order(), /The jug fell.*Author of letter/);
  });

withSources("a source in a text is a small number that opens in place and closes again by Escape",
  [{ ...TWO[0], attribution: [["Who", "Anna\ue000Diary 1901, 4\ue001; her brother"]] }],
  [choice("a", { ask: "Who\ue000Diary 1901\ue001?" })], ({ root, press }) => {
    const row = root.querySelector("dd");
    const [glued, note] = row.children; // the word before it keeps the number in its line
    const number = glued.querySelector("button");
    assert.equal(glued.textContent, "Anna");
    assert.deepEqual([row.textContent, number.getAttribute("aria-label")],
      ["Anna (Diary 1901, 4); her brother", "Source: Diary 1901, 4"]);
    assert.deepEqual([note.hidden, number.getAttribute("aria-expanded")], [true, "false"]);
    number.click();
    assert.deepEqual([note.hidden, number.getAttribute("aria-expanded")], [false, "true"]);
    press(number, "Escape");
    assert.equal(note.hidden, true);
    // Where nothing can be pressed the source stands in brackets.
    assert.match(root.querySelector("legend").textContent, /^Who \(Diary 1901\)\?/);
  });
