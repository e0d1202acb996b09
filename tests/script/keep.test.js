// What the browser's copy keeps of the answers that are on disk.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { act, line, page } from "./page.js";

let open;
beforeEach(() => { open = page("bar"); });
afterEach(() => open.close());

const kept = () => (open.local()["course-copy:toy:me"] ?? "").split("\n").filter(Boolean);
const keep = (changes, copy = "toy") =>
  open.call("keepLine", { line: line(changes), saved: "" }, copy);

test("a line is an act where it has an id, and nothing else is", () => {
  assert.deepEqual(open.call("parsed", line()), act());
  for (const text of ["", "null", "[]", "7", "{", '{"id":7}', "<script>"]) {
    assert.equal(open.call("parsed", text), null, text);
  }
});

const LATER = { id: "2", at: "2026-01-01T10:00:00.000Z" };
const GIVES_WAY = {
  "a later draft of the same item": { ...LATER, answers: { why: "Two." } },
  "a later draft of more items": { ...LATER, answers: { why: "Two.", who: "cat" } },
  "the commit of its step": { ...LATER, do: "commit", answers: {} },
};
const STAYS = {
  "a draft of another item": { ...LATER, answers: { who: "cat" } },
  "a draft of another step": { ...LATER, step: "after" },
  "a draft of another exercise": { ...LATER, exercise: "count" },
  "a draft of another lesson": { ...LATER, lesson: "02" },
  "the commit of another step": { ...LATER, step: "after", do: "commit" },
  "a hint": { ...LATER, do: "hint", answers: {} },
  "a value tried in a lab": { ...LATER, do: "try" },
};

for (const [what, changes] of Object.entries(GIVES_WAY)) {
  test(`a draft gives way to ${what}`, () => {
    keep();
    keep(changes);
    assert.deepEqual(kept(), [line(changes)]);
  });
}

for (const [what, changes] of Object.entries(STAYS)) {
  test(`a draft stays beside ${what}`, () => {
    keep();
    keep(changes);
    assert.deepEqual(kept(), [line(), line(changes)]);
  });
}

test("what is committed gives way to nothing", () => {
  keep({ do: "commit" });
  keep(LATER);
  keep({ ...LATER, id: "3", do: "commit" });
  assert.deepEqual(kept().map((one) => JSON.parse(one).id), ["1", "3"]);
});

test("a draft of two items stays beside a later one of one of them", () => {
  const both = { answers: { why: "One.", who: "cat" } };
  keep(both);
  keep(LATER);
  assert.deepEqual(kept(), [line(both), line(LATER)]);
});

test("a line that comes twice is kept once", () => {
  keep({ do: "commit" });
  keep({ do: "commit" });
  assert.deepEqual(kept(), [line({ do: "commit" })]);
});

test("what is being offered to an empty disk stays, whatever is saved meanwhile", () => {
  keep();
  open.window.courseOffered = new Set([line()]);
  keep({ ...LATER, do: "commit" });
  assert.equal(kept().length, 2);
});

test("each learner has a copy, and at a hub each user", () => {
  keep();
  keep({ learner: "you" });
  keep({}, "toy@anna");
  assert.deepEqual(Object.keys(open.local()).sort(),
    ["course-copy:toy:me", "course-copy:toy:you", "course-copy:toy@anna:me"]);
});

test("where no copy is wanted none is kept, and the bar hears of the answer", () => {
  const heard = [];
  open.window.addEventListener("course-saved", (event) => heard.push(event.detail));
  open.call("keepLine", { line: line(), saved: "09:00" }, "");
  assert.deepEqual([open.local(), heard], [{}, ["09:00"]]);
});

test("after the copy was forgotten none is kept", () => {
  open.window.courseForgot = true;
  keep();
  assert.deepEqual(open.local(), {});
});

test("full storage is noted, and the next line that fits takes the note back", () => {
  const { setItem } = open.window.Storage.prototype;
  open.window.Storage.prototype.setItem = () => { throw new Error("full"); };
  keep();
  assert.equal(open.window.courseNoCopy, true);
  open.window.Storage.prototype.setItem = setItem;
  keep();
  assert.equal(open.window.courseNoCopy, false);
});
