// An exercise in a page: what is sent, what is held back, and what a student is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kernel, named, page, status } from "./page.js";

const item = (id, more = {}) => ({ id, kind: "prose", ask: `Ask ${id}?`, value: null, hints: [],
  hintsLeft: 0, verdicts: [], source: "", lit: [], ...more });
const step = (id, items, frozen = false) => ({ id, title: id, frozen, older: false, opens: false,
  readsTitle: "", reads: [], notes: [], differs: null, items });
const committed = (id, value) => item(id, { value, said: [value] });
const VIEW = { kind: "exercise", exercise: "01/predict", title: "Predict", number: 1,
  lesson: "01", path: "short", done: false, cards: [],
  steps: [step("guess", [item("why"), item("who")])],
  of: 1, learner: "me", course: "toy", copy: "toy", book: "me 0", savedAt: "", warnings: [] };
const CLOSED = { steps: [
  step("guess", [committed("why", "Theirs."), item("who", { said: [] })], true),
  step("after", [item("now")])] };
const KEY = "course:me:toy:01/predict";

const withExercise = (name, stored, check) => test(name, () => {
  const open = page("exercise", { session: stored ? { [KEY]: JSON.stringify(stored) } : {} });
  try {
    const model = kernel(VIEW);
    check(shown(open, model), model, open);
  } finally { open.close(); }
});

/** A view of the widget, as a student uses it. */
function shown(open, model) {
  const root = open.show(model);
  const box = (id) => root.querySelector(`[data-item="${id}"] textarea`);
  return { root, box, left: () => root.querySelector("[aria-label='Not committed']"),
    write(id, text) {
      box(id).value = text;
      box(id).dispatchEvent(new open.window.Event("input", { bubbles: true }));
    },
    /** Leaving the box saves at once what was written in it. */
    leave: () => root.dispatchEvent(new open.window.Event("focusout")),
    press: (name) => named(root, "button", name).click() };
}
const COMMIT = "Commit my answer to exercise 1";
const ASKS = { asks: "Commit?" };

// ---- only what the open step asks can be saved

withExercise("what is on disk is not sent again, for another window may have a newer answer", null,
  (exercise, model) => {
    exercise.write("why", "Mine.");
    exercise.leave();
    model.answer("draft", { saved: "2026-01-01T09:00:00.000Z" });
    exercise.write("who", "Someone.");
    exercise.leave();
    assert.deepEqual(model.last("draft").answers, { who: "Someone." });
    exercise.press(COMMIT); // what is shown here is what is committed
    assert.deepEqual(model.last("ready").answers, { why: "Mine.", who: "Someone." });
  });

withExercise("what was written anew while a draft was under way is sent again", null,
  (exercise, model) => {
    exercise.write("why", "Mine.");
    exercise.leave();
    exercise.write("why", "Mine, and more.");
    model.answer("draft", { saved: "2026-01-01T09:00:00.000Z" });
    exercise.leave();
    assert.deepEqual(model.last("draft").answers, { why: "Mine, and more." });
  });

withExercise("a step closed elsewhere takes nothing more, and the next one is saved", null,
  (exercise, model) => {
    exercise.write("why", "Mine.");
    model.redraw(CLOSED);
    exercise.write("now", "Now.");
    exercise.leave();
    const { step: to, answers } = model.last("draft");
    assert.deepEqual([to, answers], ["after", { now: "Now." }]);
  });

withExercise("what was written to a step closed elsewhere is shown as text until it is removed",
  null, (exercise, model, open) => {
    exercise.write("why", "Mine, <b>bold</b>.");
    model.redraw(CLOSED);
    assert.match(exercise.left().textContent, /Ask why\?Mine, <b>bold<\/b>\./);
    assert.match(exercise.left().textContent, /Copy what you still need/);
    assert.match(status(exercise.root), /was not committed/);
    model.redraw({ savedAt: "2026-01-01T09:00:00.000Z" });
    assert.match(exercise.left().textContent, /Mine/);
    exercise.press("Remove");
    assert.equal(exercise.left(), null);
    assert.doesNotMatch(open.session()[KEY], /Mine/);
  });

withExercise("what was written is shown too where the last step was closed elsewhere", null,
  (exercise, model) => {
    exercise.write("why", "Mine.");
    model.redraw({ steps: CLOSED.steps.slice(0, 1), done: true });
    assert.match(exercise.left().textContent, /Mine/);
  });

withExercise("a commit of one's own leaves nothing over", null, (exercise, model) => {
  exercise.write("why", "Mine.");
  exercise.press(COMMIT);
  model.answer("ready", ASKS);
  exercise.press("Commit");
  assert.equal(exercise.root.firstChild.inert, true); // what is typed now would be in no answer
  model.redraw({ steps: [step("guess", [committed("why", "Mine.")], true)], done: true });
  model.answer("commit", { saved: "2026-01-01T09:00:00.000Z" });
  assert.equal(exercise.left(), null);
  assert.match(status(exercise.root), /^Committed and saved/);
});

withExercise("the tab brings nothing back into a step that was closed meanwhile",
  { values: { why: "Kept." } }, (exercise, model, open) => {
    open.window.document.body.replaceChildren();
    const other = kernel({ ...VIEW, ...CLOSED });
    const again = shown(open, other);
    other.answer("open");
    again.write("now", "Now.");
    again.leave();
    assert.deepEqual(other.last("draft").answers, { now: "Now." });
    assert.match(again.left().textContent, /Kept\./);
  });

withExercise("the tab brings back what was not saved, and saves it", { values: { why: "Kept." } },
  (exercise, model) => {
    assert.equal(exercise.box("why").value, "Kept.");
    model.answer("open");
    assert.deepEqual(model.last("draft").answers, { why: "Kept." });
    assert.equal(status(exercise.root), "An answer that was not saved was brought back.");
  });

withExercise("with another learner nothing of the former one is shown, saved or thrown away", null,
  (exercise, model, open) => {
    exercise.write("why", "Mine.");
    model.redraw({ learner: "you", book: "you 0" });
    exercise.leave();
    assert.equal(model.last("draft"), undefined);
    assert.equal(exercise.box("why").value, "");
    assert.equal(exercise.left(), null);
    assert.match(open.session()[KEY], /Mine/);
  });

withExercise("a writer keeps the box, and a key meant for a closed one falls into no other", null,
  (exercise, model, open) => {
    exercise.box("who").focus();
    model.redraw({ warnings: ["One line is damaged."] });
    assert.equal(open.window.document.activeElement, exercise.box("who"));
    model.redraw(CLOSED);
    assert.equal(open.window.document.activeElement, exercise.root);
  });

// ---- what is said of a refusal

const LONG = { why: "This answer was not saved: it is too long.", item: "why" };

withExercise("a refused draft is not saved, and says so beside its question", null,
  (exercise, model, open) => {
    exercise.write("who", "x");
    exercise.box("who").focus();
    exercise.leave();
    model.answer("draft", LONG);
    assert.equal(status(exercise.root), "Not saved.");
    const note = exercise.root.querySelector("[data-item=why] [role=alert]");
    assert.match(note.textContent, /too long/);
    assert.equal(open.window.document.activeElement, exercise.box("who")); // who writes on
    assert.match(open.session()[KEY], /"x"/);
  });

withExercise("a draft of which one answer does not fit is saved but for that one", null,
  (exercise, model, open) => {
    exercise.write("why", "x");
    exercise.leave();
    model.answer("draft", { ...LONG, saved: "2026-01-01T09:00:00.000Z" });
    assert.equal(status(exercise.root), "All but one answer is saved.");
    const note = exercise.root.querySelector("[data-item=why] [role=alert]");
    assert.match(note.textContent, /too long/);
    assert.match(open.session()[KEY], /"x"/);
  });

withExercise("a refused commit is not committed, and the focus goes where something is lacking",
  null, (exercise, model, open) => {
    exercise.press(COMMIT);
    model.answer("ready", { why: "Write a sentence first.", item: "who" });
    assert.equal(status(exercise.root), "Not committed yet.");
    assert.equal(open.window.document.activeElement, exercise.box("who"));
  });

for (const [when, order] of [["between the click and the answer", ["redraw", "answer"]],
  ["while the question stands", ["answer", "redraw"]]]) {
  withExercise(`a redraw ${when} leaves the question before a commit standing`, null,
    (exercise, model, open) => {
      exercise.press(COMMIT);
      for (const does of order) {
        if (does === "answer") model.answer("ready", ASKS);
        else model.redraw({ warnings: ["One line is damaged."] });
      }
      assert.equal(open.window.document.activeElement.textContent, "Keep editing");
      exercise.press("Commit");
      assert.equal(model.last("commit").step, "guess");
    });
}

withExercise("where Python asks nothing a click commits, and a second click is the same one", null,
  (exercise, model) => {
    exercise.press(COMMIT);
    exercise.press(COMMIT);
    assert.equal(model.sent.filter((one) => one.do === "ready").length, 1);
    model.answer("ready", { asks: "" });
    exercise.press(COMMIT);
    assert.deepEqual(model.sent.slice(-2).map((one) => one.do), ["ready", "commit"]);
    model.answer("commit", { why: "Write a sentence first.", item: "who" });
    exercise.press(COMMIT);
    assert.equal(model.last("ready").n, model.sent.at(-1).n); // after a refusal it is asked anew
  });

withExercise("a step closed elsewhere takes the question before its commit away", null,
  (exercise, model) => {
    exercise.press(COMMIT);
    model.answer("ready", ASKS);
    model.redraw(CLOSED);
    assert.ok(named(exercise.root, "button", COMMIT));
  });

withExercise("a refusal that is about no question stands in the status line", null,
  (exercise, model) => {
    exercise.write("why", "x");
    exercise.leave();
    model.answer("draft", { why: "The disk is full." });
    assert.equal(status(exercise.root), "The disk is full.");
  });

withExercise("where the kernel is gone the answer is not saved, and goes out again", null,
  (exercise, model) => {
    const { send } = model;
    model.send = () => { throw new Error("closed"); };
    exercise.write("why", "x");
    exercise.leave();
    assert.match(status(exercise.root), /^Not saved: the kernel does not answer\./);
    model.send = send;
    exercise.leave();
    assert.deepEqual(model.last("draft").answers, { why: "x" });
  });

withExercise("the answer to one view of a widget is no answer to another view", null,
  (exercise, model, open) => {
    const other = shown(open, model);
    exercise.write("why", "x");
    exercise.leave();
    other.write("why", "y");
    other.leave();
    model.answer("draft", { saved: "2026-01-01T09:00:00.000Z" });
    assert.match(status(other.root), /^Saved/);
    assert.equal(status(exercise.root), "Writing…");
  });

// ---- scripts of the world, and paper

withExercise("what is written and what is shown runs the way its own letters run", null,
  (exercise, model) => {
    model.redraw(CLOSED);
    const blocks = exercise.root.querySelectorAll("textarea, p, blockquote, li, h3, h4, label");
    assert.deepEqual([...blocks].filter((one) => one.dir !== "auto"), []);
    assert.deepEqual([...exercise.root.querySelectorAll("span")].filter((one) => one.dir), []);
  });

withExercise("on paper all of a text stands there, however long it is", null,
  (exercise, model, open) => {
    const text = "A line.\n".repeat(40);
    exercise.write("why", text);
    for (const time of ["first", "second"]) {
      open.window.dispatchEvent(new open.window.Event("beforeprint"));
      const papers = [...exercise.root.querySelectorAll(".course-paper")];
      assert.deepEqual(papers.map((one) => one.textContent), [text, ""], time);
      assert.equal(papers.every((one) => one.previousSibling.matches("textarea")), true);
    }
  });
