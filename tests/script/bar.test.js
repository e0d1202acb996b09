// Which answers the browser's copy offers to bring back, to whom, and for how long.
import assert from "node:assert/strict";
import { test } from "node:test";
import { act, kernel, line, named, page, status } from "./page.js";

const VIEW = { kind: "bar", lesson: "01", question: "Who?", move: "Look", stop: "",
  paths: [{ path: "core", said: "4-5", exercises: [["guess", 4, 5]],
    between: [0, 0] }],
  contentNote: "", course: "toy", copy: "toy", fixed: false, codes: ["b", "c"], here: [],
  learner: "new", isNew: false, folder: "my-work/new", savedAt: "", warnings: [], progress: [],
  done: "0 of 1" };
const COPY = "course-copy:toy:me";
const DRAFT = line({ learner: "new", id: "9", at: "2026-02-01T09:00:00.000Z" });

/** A test with a page whose storage holds `local`. */
const withPage = (name, local, check) => test(name, () => {
  const open = page("bar", { local });
  try { check(open); } finally { open.close(); }
});

/** The bar of a page as it stands once Python has said what is on disk. */
function bar(open, lines, changes = {}) {
  const model = kernel({ ...VIEW, ...changes });
  const root = open.show(model);
  model.answer("open", { lines });
  return { model, root, offers: () => [...root.querySelectorAll(".course-offer")] };
}

// ---- what stands in the browser

withPage("a copy holds the lines that are its course's and its learner's", {
  [COPY]: [line(), line({ id: "2", course: "exile" }), line({ id: "3", learner: "you" }), "{"]
    .join("\n"),
  "course-copy:exile:me": line({ course: "exile" }), "course-copy:toy@anna:me": line(),
  other: line(),
}, (open) => {
  assert.deepEqual(open.call("copiesOf", "toy", "toy"), [{ learner: "me", lines: [line()] }]);
});

withPage("a copy without a sound line is none", { [COPY]: "{", "course-copy:toy:you": "" },
  (open) => {
    assert.deepEqual(open.call("copiesOf", "toy", "toy"), []);
  });

withPage("a user of a hub finds no copy of another user, nor one that belongs to nobody", {
  [COPY]: line(), "course-copy:toy@anna:me": line(),
}, (open) => {
  assert.deepEqual(open.call("copiesOf", "toy@bob", "toy"), []);
  assert.equal(open.call("copiesOf", "toy@anna", "toy").length, 1);
});

withPage("where no copy is wanted none is looked for", { [COPY]: line() }, (open) => {
  assert.deepEqual(open.call("copiesOf", "", "toy"), []);
});

// ---- what the disk lacks

const T = (hour) => `2026-01-01T${hour}:00:00.000Z`;
const MISSING = {
  "a draft of a step that the disk knows nothing of": [act(), [], true],
  "a draft that is on disk": [act(), [act()], false],
  "a draft older than what the disk has of its step": [act(), [act({ id: "2", at: T(10) })], false],
  "a draft later than what the disk has of its step": [act({ at: T(11) }),
    [act({ id: "2", at: T(10) })], true],
  "a draft of a step that is committed on disk": [act({ at: T(11) }),
    [act({ id: "2", do: "commit" })], false],
  "a draft of the same step of another exercise": [act(), [act({ id: "2", exercise: "count",
    do: "commit" })], true],
  "a commit that is not on disk, though another is": [act({ do: "commit" }),
    [act({ id: "2", do: "commit" })], true],
  "a lab's value older than a draft that the disk has of its step": [act({ do: "try" }),
    [act({ id: "2", at: T(10) })], true],
  "a lab's value older than the commit that rests on it": [act({ do: "try" }),
    [act({ id: "2", do: "commit", at: T(10) })], true],
  "a lab's value later than the commit of its step": [act({ do: "try", at: T(11) }),
    [act({ id: "2", do: "commit", at: T(10) }), act({ id: "3", do: "commit", at: T(12) })], false],
  "a hint older than a draft that the disk has of its step": [act({ do: "hint" }),
    [act({ id: "2", at: T(10) })], true],
  "a check of a page older than a commit on disk": [act({ do: "check" }),
    [act({ id: "2", do: "commit", at: T(10) })], true],
  "a draft of another box than the disk has a later one of": [act({ answers: { why: "Long." } }),
    [act({ id: "2", at: T(10), answers: { who: "x" } })], true],
  "a draft of which one box was written anew": [act({ answers: { why: "Long.", who: "y" } }),
    [act({ id: "2", at: T(10), answers: { who: "x" } })], true],
  "a draft older than a hint that the disk has of its step": [act(),
    [act({ id: "2", do: "hint", at: T(10), answers: {} })], true],
  "a draft whose step the disk has twice, the later one first": [act({ at: T(11) }),
    [act({ id: "2", at: T(12) }), act({ id: "3", at: T(10) })], false],
};
for (const [what, [own, disk, lacks]] of Object.entries(MISSING)) {
  withPage(`${what} is ${lacks ? "" : "not "}missing`, {}, (open) => {
    const texts = [[own], disk].map((acts) => acts.map((one) => JSON.stringify(one)));
    assert.deepEqual(open.call("missing", ...texts), lacks ? texts[0] : []);
  });
}

// ---- what is offered

const MINE = { learner: "new", lines: [DRAFT] };
const OTHER = { learner: "me", lines: [line()] };
const OFFERED = {
  "another learner's copy to an empty disk": [[OTHER], {}, [], [], ["me"]],
  "no other's copy to a disk with answers": [[OTHER], {}, [DRAFT], [], []],
  "another's copy that was offered before the first word": [[OTHER], {}, [DRAFT], ["me"], ["me"]],
  "no copy of a learner who has answers here": [[OTHER], { here: ["me"] }, [], ["me"], []],
  "no other's copy where the computer gives the code": [[OTHER], { fixed: true }, [], ["me"], []],
  "the learner's own lines that the disk lacks": [[MINE], { fixed: true }, [], [], ["new"]],
  "nothing that is on disk": [[MINE], {}, [DRAFT], [], []],
  "nothing before it is known who is here": [[MINE, OTHER], { learner: "" }, [], [], []],
};
for (const [what, [copies, changes, disk, standing, learners]] of Object.entries(OFFERED)) {
  withPage(`offered is ${what}`, {}, (open) => {
    const found = open.call("toOffer", copies, { ...VIEW, ...changes }, disk, standing);
    assert.deepEqual(found.map((one) => one.learner), learners);
  });
}

withPage("an offer stands after a word was written, in every page, until it is refused",
  { [COPY]: line() }, (open) => {
    assert.equal(bar(open, []).offers().length, 1);
    const again = bar(open, [DRAFT]);
    assert.equal(again.offers().length, 1);
    named(again.root, "button", "Not mine").click();
    assert.equal(again.offers().length, 0);
    open.window.courseNotMine.clear(); // a new page
    assert.equal(bar(open, [DRAFT]).offers().length, 0);
    assert.equal(open.local()[COPY], line()); // it stays for the learner it belongs to
  });

withPage("one button joins what is in the copy and what was written since", { [COPY]: line() },
  (open) => {
    bar(open, []);
    const { model, root, offers } = bar(open, [DRAFT]);
    open.call("keepLine", { line: DRAFT, saved: "" }, "toy");
    assert.match(offers()[0].textContent, /what you wrote here since goes along/);
    named(root, "button", "Bring them back").click();
    assert.deepEqual({ ...model.last("restore"), n: "" },
      { do: "restore", text: `${line()}\n`, join: true, learner: "new", n: "" });
    model.redraw({ learner: "me" });
    const joined = [line(), line({ ...JSON.parse(DRAFT), learner: "me" })];
    model.answer("restore", { lines: joined, note: "Restored.", moved: "new" });
    assert.equal(offers().length, 0);
    assert.deepEqual(open.local(), { [COPY]: joined.join("\n") });
    assert.equal(status(root), "Restored.");
  });

withPage("an offer that Python refuses stays, with the sentence", { [COPY]: line() }, (open) => {
  const { model, root, offers } = bar(open, []);
  named(root, "button", "Bring them back").click();
  model.answer("restore", { why: "The disk is full." });
  assert.deepEqual([offers().length, status(root)], [1, "The disk is full."]);
});

withPage("an offer goes along with a new code, and not to somebody else", { [COPY]: line() },
  (open) => {
    const { model, root, offers } = bar(open, []);
    named(root, "button", "Change my code").click();
    model.redraw({ learner: "b" });
    model.answer("rename", { lines: [line({ learner: "b", id: "9" })], note: "", moved: "new" });
    assert.equal(offers().length, 1);
    named(root, "button", "Go on as this learner").click();
    model.redraw({ learner: "c" });
    model.answer("choose", { lines: [line({ learner: "c", id: "8" })], note: "", moved: "" });
    assert.equal(offers().length, 0);
  });

withPage("what the disk lacks of a learner's own copy stays, whatever else is saved",
  { "course-copy:toy:new": line({ learner: "new" }) }, (open) => {
    const other = line({ learner: "new", id: "9", exercise: "count" });
    const { offers } = bar(open, [other]);
    assert.match(offers()[0].textContent, /that are not on this disk/);
    const commit = line({ learner: "new", id: "8", do: "commit" });
    open.call("keepLine", { line: commit, saved: "" }, "toy");
    assert.deepEqual(open.local()["course-copy:toy:new"].split("\n"),
      [line({ learner: "new" }), other, commit]);
  });

withPage("where no copy is kept the bar says so and offers none to forget", { [COPY]: line() },
  (open) => {
    const { root, offers } = bar(open, [], { copy: "", savedAt: T("09") });
    assert.match(root.textContent, /on disk; no copy is kept in this browser/);
    assert.equal(named(root, "button", "Forget the copy in this browser").hidden, true);
    assert.equal(offers().length, 0);
    assert.deepEqual(open.local(), { [COPY]: line() });
  });

withPage("a copy that was forgotten is offered no more, and another learner's stays",
  { [COPY]: line(), "course-copy:toy:new": DRAFT }, (open) => {
    const { root, offers } = bar(open, []);
    open.window.sessionStorage.setItem("course:new:toy:01/predict", "x");
    named(root, "button", "Forget the copy in this browser").click();
    assert.deepEqual([offers().length, open.local()[COPY], open.session()], [0, line(), {}]);
    assert.equal("course-copy:toy:new" in open.local(), false);
  });
