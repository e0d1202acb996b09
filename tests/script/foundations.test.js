// Striking sources out of a committed grid: what a claim still stands on.
import assert from "node:assert/strict";
import test from "node:test";
import { kernel, page } from "./page.js";

const SAYS = [["supports", "supports"], ["silent", "silent"]];
const GRID = { id: "g", kind: "grid", ask: "What does each say?", name: "Exercise 1", hints: [],
  hintsLeft: 0, source: "", lit: [], balance: [], strikes: ["archive", "archive", "memory"],
  rows: [["who", "He was sent", ""], ["words", "These were the words", ""]],
  columns: [["plan", "The plan", SAYS, ""], ["report", "The report", SAYS, ""],
    ["memoir", "The memoir", SAYS, ""]],
  value: { who: { plan: "supports", report: "supports", memoir: "supports" },
    words: { plan: "silent", report: "silent", memoir: "supports" } },
  verdicts: [{ word: "Right", part: "", mark: "right", because: "", opened: "", line: 0,
    cell: ["who", "plan"], ours: "", waits: true }], said: [] };
const EXERCISE = { kind: "exercise", exercise: "01/pillars", title: "Pillars", number: 1,
  lesson: "01", path: "short", done: true, cards: [], of: 1, learner: "me", course: "toy",
  copy: "toy", book: "me 0", savedAt: "", warnings: [], steps: [{ id: "one", title: "One",
    frozen: true, older: false, opens: false, readsTitle: "", reads: [], notes: [],
    differs: null, items: [GRID] }] };

/** Opens the exercise; `strike` clicks the box of a source, `ends` tells what claims stand on. */
function open(check) {
  const one = page("exercise");
  const root = one.show(kernel(EXERCISE));
  const table = () => root.querySelector(".course-foundations");
  const ends = () => [...table().querySelectorAll("tbody tr")].map((row) =>
    row.querySelector("th p").textContent);
  const strike = (name) => [...root.querySelectorAll("label")]
    .find((label) => label.textContent.trim() === name).querySelector("input").click();
  check({ root, table, ends, strike, heard: () =>
    root.querySelector(".course-foundations").closest("div").parentElement
      .querySelector("[role=status]").textContent });
  one.close();
}

test("before anything is struck out every claim has its sources and roots", () => open((it) => {
  assert.deepEqual(it.ends(), ["stands on 3 sources, 2 roots", "stands on 1 source, 1 root"]);
}));

test("without the memoir the words fall, and the deed stands on one root", () => open((it) => {
  it.strike("The memoir");
  assert.deepEqual(it.ends(), ["stands on 2 sources, 1 root", "falls: nothing bears it"]);
  assert.equal(it.heard(), "What falls: These were the words.");
  assert.equal(it.table().querySelectorAll(".course-fallen").length, 1);
}));

test("a source comes back with a second click", () => open((it) => {
  it.strike("The plan");
  assert.match(it.table().textContent, /struck out/);
  it.strike("The plan");
  assert.doesNotMatch(it.table().textContent, /struck out/);
  assert.equal(it.heard(), "Every claim stands.");
}));
