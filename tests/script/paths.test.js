// The time a student has: what is folded to one line, what opens all the same, how much is left.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kernel, named, page } from "./page.js";

const LESSON = { lesson: "01", course: "toy" };
const VIEW = { kind: "exercise", exercise: "01/tree", title: "Tree", number: 2, ...LESSON,
  path: "core", done: false, cards: [], of: 1, learner: "me", copy: "toy", book: "me 0",
  savedAt: "", warnings: [], steps: [{ id: "one", title: "One", frozen: false, older: false,
    opens: false, readsTitle: "", reads: [], notes: [], differs: null, items: [{ id: "why",
      kind: "prose", ask: "Why?", value: null, hints: [], hintsLeft: 0, verdicts: [], source: "",
      lit: [] }] }] };
const NOTE = { kind: "note", ...LESSON, path: "core", title: "The kitchen", learner: "me",
  copy: "toy", text: ["A **jug**\ue000Braun 1901\ue001 is a \ue002pot\ue003A deep dish.\ue004."] };
const KEY = "course-path:toy:01";

const withPage = (name, widget, local, check) => test(name, () => {
  const open = page(widget, { local });
  try { check(open); } finally { open.close(); }
});
const folded = (root) => root.hasAttribute("data-folded");
const line = (root) => root.querySelector(".course-fold");

for (const [path, chosen, shut] of [
  ["short", "short", false], ["core", "short", true], ["further", "short", true],
  ["short", "", false], ["core", "", false], ["further", "", true],
  ["further", "further", false], ["further", "nonsense", true],
]) {
  withPage(`a part on the ${path} path is ${shut ? "folded" : "open"} where ${
    chosen || "nothing"} is chosen`, "exercise", chosen ? { [KEY]: chosen } : {}, (open) => {
    const root = open.show(kernel({ ...VIEW, path }));
    assert.equal(folded(root), shut);
    assert.equal(root.querySelector("textarea") === null, shut);
  });
}

withPage("a folded part opens at a click, keeps the focus, and folds again", "exercise",
  { [KEY]: "short" }, (open) => {
    const root = open.show(kernel(VIEW));
    assert.equal(line(root).getAttribute("aria-expanded"), "false");
    assert.match(line(root).textContent, /Not on your path: Exercise 2 · Tree/);
    line(root).click();
    assert.ok(root.querySelector("textarea"));
    assert.equal(open.window.document.activeElement, line(root));
    assert.equal(line(root).getAttribute("aria-expanded"), "true");
    line(root).click();
    assert.ok(folded(root));
  });

withPage("another time chosen folds and opens what stands on the page", "exercise", {}, (open) => {
  const root = open.show(kernel(VIEW));
  open.call("choosePath", LESSON, "short");
  assert.ok(folded(root));
  open.call("choosePath", LESSON, "further");
  assert.ok(!folded(root));
  assert.equal(open.local()[KEY], "further");
});

withPage("a word that was not sent is not lost when its part is folded", "exercise", {}, (open) => {
  const model = kernel(VIEW);
  const root = open.show(model);
  const box = root.querySelector("textarea");
  box.value = "Mine.";
  box.dispatchEvent(new open.window.Event("input", { bubbles: true }));
  open.call("choosePath", LESSON, "short");
  assert.deepEqual(model.last("draft").answers, { why: "Mine." });
  line(root).click();
  assert.equal(root.querySelector("textarea").value, "Mine.");
});

const TOLD = { stop: "tree", progress: [["guess", "Guess", "short", "done"],
  ["tree", "Tree", "core", "begun"]],
paths: [{ path: "short", said: "3", exercises: [["guess", 2, 3]], between: [0, 0] },
  { path: "core", said: "9-12", between: [1, 1],
    exercises: [["guess", 2, 3], ["tree", 7.2, 9.4]] }] };
const strip = (root) => root.querySelector(".course-strip").textContent;

withPage("an exercise says where one is and how much is left, once the bar has told", "exercise",
  {}, (open) => {
    const root = open.show(kernel(VIEW));
    assert.equal(strip(root), "");
    open.window.courseLessons = { "toy:01": TOLD };
    open.window.dispatchEvent(new open.window.CustomEvent("course-lesson"));
    assert.equal(strip(root), "2 of 2 on your path. About 8-10 minutes left. " +
      "A good place to stop is at the end of this one.");
    TOLD.progress[1][3] = "done";
    open.window.dispatchEvent(new open.window.CustomEvent("course-lesson"));
    assert.equal(strip(root), "2 of 2 on your path. All of it is done.");
    TOLD.progress[1][3] = "begun";
  });

withPage("a folded part says how long it takes", "exercise", { [KEY]: "short" }, (open) => {
  open.window.courseLessons = { "toy:01": TOLD };
  assert.match(line(open.show(kernel(VIEW))).textContent, / · 8-10 minutes$/);
});

// ---- background notes

withPage("a note's sources are numbers and its hard words buttons, both open in place", "note", {},
  (open) => {
    const root = open.show(kernel(NOTE));
    assert.equal(root.querySelector("strong").textContent, "jug");
    for (const [button, said] of [[root.querySelector(".course-ref"), " (Braun 1901)"],
      [named(root, "button", "pot"), " (A deep dish.)"]]) {
      const note = (button.closest(".course-glued") ?? button).nextElementSibling;
      assert.ok(note.hidden);
      button.click();
      assert.ok(!note.hidden);
      assert.equal(note.textContent, said);
      assert.equal(button.getAttribute("aria-expanded"), "true");
      button.dispatchEvent(new open.window.KeyboardEvent("keydown", { key: "Escape" }));
      assert.ok(note.hidden);
    }
  });

withPage("a note off the path is one line with its title", "note", { [KEY]: "short" }, (open) => {
  const root = open.show(kernel(NOTE));
  assert.equal(root.textContent, "▸ Not on your path: The kitchen");
  line(root).click();
  assert.match(root.textContent, /A jug/);
});
