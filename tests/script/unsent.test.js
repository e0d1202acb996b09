// What was written and is not known to be on disk: what of it can be saved, and what is left over.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { page } from "./page.js";

let open;
beforeEach(() => { open = page("exercise"); });
afterEach(() => open.close());

const WHY = { id: "why", kind: "prose", ask: "Why?", value: null };
const steps = (frozen, value = null) => [{ id: "guess", frozen, items: [{ ...WHY, value }] },
  { id: "after", frozen: false, items: [{ ...WHY, id: "now" }] }].slice(0, frozen ? 2 : 1);
const KEY = "course:me";
const NOTHING = { values: {}, left: [] };

/** What was written, in a page that holds `stored` from before. */
function unsent(stored) {
  if (stored) open.window.sessionStorage.setItem(KEY, JSON.stringify(stored));
  const made = open.run(`unsentAt(() => "${KEY}")`);
  made.load();
  return made;
}
const plain = (value) => JSON.parse(JSON.stringify(value));
const stored = () => JSON.parse(open.session()[KEY] ?? "null");

const ROWS = [["fell", "The jug fell"], ["cat", "A cat ran"]];
const SAID = {
  "a text": [WHY, " The cat. ", "The cat."],
  "a choice": [{ kind: "choice", options: [["cat", "The cat"], ["dog", "The dog"]] },
    { picked: ["cat", "dog"], sure: "guess" }, "Chosen: The cat; The dog; How sure: guess"],
  "an order": [{ kind: "order", rows: ROWS }, ["cat", "fell"], "A cat ran; The jug fell"],
  "a grid": [{ kind: "grid", rows: ROWS, columns: [["anna", "Anna", [["yes", "supports"]]]] },
    { fell: { anna: "yes" } }, "The jug fell: Anna: supports"],
  "marked words": [{ kind: "mark", paragraphs: [["Not", "very"], ["objective"]],
    labels: [["stock", "A stock phrase"]] }, [[1, 2, "stock"]],
  "“very objective” – A stock phrase"],
  "an answer to a question that is gone": [undefined, { a: ["b", 1, null] }, "a: b; 1; "],
  "nothing": [WHY, null, ""],
};
for (const [what, [item, value, words]] of Object.entries(SAID)) {
  test(`${what} is said in words`, () => {
    assert.equal(open.run("inWords")(item, value), words.trim());
  });
}

test("answers to the open step are held, and no step else holds any", () => {
  const found = open.call("sorted", { why: "Old.", now: "New." }, steps(true));
  assert.deepEqual(found, { held: { now: "New." }, left: [["Why?", "Old."]] });
  assert.deepEqual(open.call("sorted", { why: "Old." }, steps(false)).held, { why: "Old." });
});

test("what was committed just as it was written is not left over", () => {
  assert.deepEqual(open.call("sorted", { why: "Same." }, steps(true, "Same.")),
    { held: {}, left: [] });
});

test("an empty box leaves nothing over", () => {
  assert.deepEqual(open.call("sorted", { why: " " }, steps(true, "Theirs.")).left, []);
});

test("an answer to a question that is gone is left over too", () => {
  assert.deepEqual(open.call("sorted", { gone: "Mine." }, steps(false)).left, [["", "Mine."]]);
});

test("the tab keeps what is written until it is known to be on disk", () => {
  const mine = unsent();
  mine.write("why", "One.");
  const saved = mine.send();
  mine.write("why", "One. Two.");
  assert.equal(saved(), false);
  assert.deepEqual(stored(), { values: { why: "One. Two." }, left: [] });
  assert.equal(mine.send()(), true);
  assert.deepEqual(stored(), NOTHING);
});

test("what was sent and lost is sent again", () => {
  const mine = unsent();
  mine.write("why", "One.");
  mine.send();
  assert.equal(mine.isSent(), true);
  mine.lost();
  assert.equal(mine.isSent(), false);
});

test("a late answer to an early draft does not undo what is known since", () => {
  const mine = unsent();
  mine.write("why", "One.");
  const first = mine.send();
  mine.write("why", "Two.");
  assert.equal(mine.send()(), true);
  assert.equal(first(), true);
  assert.deepEqual(stored(), NOTHING);
});

test("what the tab kept comes back to an open step", () => {
  const mine = unsent({ values: { why: "Kept." } });
  assert.equal(mine.hold(steps(false)), false);
  assert.deepEqual([plain(mine.values()), mine.isSent()], [{ why: "Kept." }, false]);
});

test("what the tab kept for a closed step is left over as text, and never sent", () => {
  const mine = unsent({ values: { why: "Kept." } });
  assert.equal(mine.hold(steps(true, "Theirs.")), true);
  assert.deepEqual([plain(mine.values()), mine.isSent()], [{}, true]);
  assert.deepEqual(plain(mine.left()), [["Why?", "Kept."]]);
});

test("what is left over stays, also in a page that is opened anew, until it is taken away", () => {
  const mine = unsent({ values: { why: "Kept." } });
  mine.hold(steps(true, "Theirs."));
  const again = unsent(stored());
  again.hold(steps(true, "Theirs."));
  assert.deepEqual(plain(again.left()), [["Why?", "Kept."]]);
  again.takeAway();
  assert.deepEqual([plain(again.left()), stored()], [[], NOTHING]);
});

test("what is left over is kept beside what is saved since, and more may come", () => {
  const mine = unsent({ values: { why: "Kept." } });
  mine.hold(steps(true, "Theirs."));
  mine.write("now", "Now.");
  mine.send()();
  assert.deepEqual(stored(), { values: {}, left: [["Why?", "Kept."]] });
  const all = steps(true, "Theirs.").map((step) => ({ ...step, frozen: true }));
  assert.equal(mine.hold(all), true);
  assert.deepEqual(plain(mine.left()), [["Why?", "Kept."], ["Why?", "Now."]]);
});

test("with another learner nothing is shown or sent, and the tab keeps what it has", () => {
  const mine = unsent();
  mine.write("why", "Mine.");
  mine.clear();
  assert.deepEqual([plain(mine.values()), mine.isSent()], [{}, true]);
  assert.deepEqual(stored().values, { why: "Mine." });
});

test("a spoilt or forbidden storage stops nobody from writing", () => {
  for (const text of ["{", "null", "7", '{"values":7,"left":[null]}']) {
    open.window.sessionStorage.setItem(KEY, text);
    const mine = open.run(`unsentAt(() => "${KEY}")`);
    mine.load();
    mine.hold(steps(false));
    mine.write("why", "One.");
    assert.equal(mine.values().why, "One.", text);
  }
  open.window.Storage.prototype.setItem = () => { throw new Error("full"); };
  open.window.Storage.prototype.getItem = () => { throw new Error("forbidden"); };
  const mine = unsent();
  mine.write("why", "One.");
  assert.equal(mine.send()(), true);
});
