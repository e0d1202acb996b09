// A figure in steps, and the balance that tips while one weighs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kernel, named, page, status } from "./page.js";

const VIEW = { kind: "steps", picture: "AAAA", alt: "A river.", look: "who falls.",
  caption: "Seats.", head: ["Who"], rows: [["Lenin"]], begin: 1, learner: "me", course: "toy",
  copy: "toy", way: "right", edges: [0.1, 0.05],
  steps: [["1919", 0.1, "5 sit."], ["1920", 0.4, "6 sit."], ["1921", 0.9, "7 sit."]] };

const withPage = (name, widget, view, check) => test(name, () => {
  const open = page(widget);
  try {
    const model = kernel(view);
    check(open.show(model), model, open);
  } finally { open.close(); }
});
const cover = (root) => {
  const found = root.querySelector(".course-cover");
  return found.hidden ? "none" : found.style.inset;
};

withPage("what lies ahead is covered, and each step is said", "steps", VIEW, (root, _, open) => {
  assert.equal(cover(root), "10% 0 5% 40%");
  assert.equal(status(root), "1920: 6 sit.");
  named(root, "button", "◀ Back").click();
  assert.equal(cover(root), "10% 0 5% 10%");
  assert.equal(named(root, "button", "◀ Back").getAttribute("aria-disabled"), "true");
  named(root, "button", "◀ Back").click();
  assert.equal(status(root), "1919: 5 sit.");
  named(root, "button", "Show all").click();
  assert.equal(cover(root), "none");
  const slider = root.querySelector("input");
  slider.value = "0";
  slider.dispatchEvent(new open.window.Event("input"));
  assert.equal(status(root), "1919: 5 sit.");
  assert.equal(slider.getAttribute("aria-valuetext"), "1919");
});

withPage("the picture has its words and its table", "steps", VIEW, (root) => {
  const alt = () => root.querySelector("img").getAttribute("alt");
  assert.equal(alt(), "1919: 5 sit. 1920: 6 sit. What comes later is covered.");
  named(root, "button", "Show all").click();
  assert.equal(alt(), "A river.");
  assert.deepEqual([...root.querySelectorAll("th, td")].map((one) => one.textContent),
    ["Who", "Lenin"]);
});

withPage("a cover moves down where the events stand below each other", "steps",
  { ...VIEW, way: "down" }, (root) => {
    assert.equal(cover(root), "40% 0 5% 0");
  });

const ROME = { shape: "disc", x: 0.5, y: 0.2, size: 0.1, label: "Rome", side: "left" };
const PARIS = { shape: "disc", x: 0.7, y: 0.3, size: 0.05, label: "Paris", side: "right" };

withPage("a map gets the signs of one step after the other", "steps", { ...VIEW, way: "over",
  begin: 0,
  steps: [["Rome", [ROME], "In."],
    ["Paris", [{ shape: "line", x: 0.5, y: 0.2, size: 0.3, angle: 12 }, PARIS], "On."]] },
(root) => {
  const marks = () => [...root.querySelectorAll(".course-sign")].map((one) => one.textContent);
  assert.deepEqual(marks(), ["Rome"]);
  named(root, "button", "One step on ▶").click();
  assert.deepEqual(marks(), ["Rome", "", "Paris"]);
  const now = [...root.querySelectorAll(".course-now")];
  assert.deepEqual(now.map((one) => one.textContent), ["", "Paris"]);
  assert.equal(now[0].style.width, "30%");
  assert.equal(now[1].style.left, "70%");
  assert.equal(status(root), "Paris: On.");
  named(root, "button", "◀ Back").click();
  assert.deepEqual(marks(), ["Rome"]);
});

const GRID = { id: "w", kind: "grid", ask: "Weigh.", name: "Weigh", value: null, hints: [],
  hintsLeft: 0, verdicts: [], source: "", lit: [], balance: ["a", "b", "b"],
  rows: [["one", "One", ""], ["two", "Two", ""], ["three", "Three", ""]],
  columns: [["cat", "Cat", [["-2", "no"], ["2", "yes"]], ""]] };
const EXERCISE = { kind: "exercise", exercise: "01/scales", title: "Scales", number: 1,
  lesson: "01", path: "short", done: false, cards: [], of: 1, learner: "me", course: "toy",
  copy: "toy", book: "me 0", savedAt: "", warnings: [], steps: [{ id: "one", title: "One",
    frozen: false, older: false, opens: false, readsTitle: "", reads: [], notes: [],
    differs: null, items: [GRID] }] };
const scales = (root) => root.querySelector(".course-balance").getAttribute("aria-label");

withPage("the balance tips while one weighs, and two cards from one root weigh once", "exercise",
  EXERCISE, (root, _, open) => {
    assert.equal(scales(root), "The balance: Cat 0");
    const give = (n, value) => {
      const list = root.querySelectorAll("select")[n];
      list.value = value;
      list.dispatchEvent(new open.window.Event("change"));
    };
    give(0, "2");
    assert.equal(scales(root), "The balance: Cat +2");
    give(1, "2");
    assert.equal(scales(root), "The balance: Cat +3");
    give(2, "-2");
    assert.equal(scales(root), "The balance: Cat +2");
  });
