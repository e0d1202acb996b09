// The last page of a lesson.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kernel, named, page, status } from "./page.js";

const VIEW = { kind: "last", open: true, craft: "Count roots.", first: ["A little"],
  firstAt: "exercise 1, Trust", now: ["Not at all"], nowAt: "exercise 7, Exit",
  firm: ["It was Sunday.\ue000Time\ue001"], still: ["Who wired."],
  next: { title: "04 · Why?", link: "04 why.ipynb" }, learner: "me", course: "toy", copy: "toy" };

const withLast = (name, changes, check) => test(name, () => {
  const open = page("last");
  try {
    const model = kernel({ ...VIEW, ...changes });
    check(open.show(model), model, open);
  } finally { open.close(); }
});

withLast("both answers stand side by side, then what is firm, what is open, and the craft", {},
  (root) => {
    assert.deepEqual([...root.querySelectorAll("h4")].map((one) => one.textContent),
      ["What you thought at first", "What you think now", "Firmly established", "Still open"]);
    assert.deepEqual([...root.querySelectorAll("blockquote")].map((one) => one.textContent),
      ["A little", "Not at all"]);
    assert.match(root.textContent, /Keep this: Count roots\./);
    assert.equal(root.querySelectorAll(".course-ref").length, 1);
  });

withLast("before the last answer nothing is given away", { open: false, now: [], firm: [],
  still: [], craft: "" }, (root) => {
  assert.match(root.textContent, /You have not answered this yet: exercise 7, Exit\./);
  assert.match(root.textContent, /stands here after exercise 7, Exit\./);
  assert.equal(root.querySelectorAll("ul").length, 0);
});

withLast("the export is there", {}, (root, model) => {
  named(root, "button", "Export my answers").click();
  model.answer("export", { why: "There are no answers to export yet." });
  assert.equal(status(root), "There are no answers to export yet.");
});

withLast("where no lesson follows no link stands", { next: null }, (root) => {
  assert.equal(root.querySelector("a"), null);
});

test("JupyterLab opens the next lesson in the window that is there", () => {
  const open = page("last");
  try {
    const opened = [];
    const rendermime = { linkHandler: { handleLink: (link, path) => opened.push([link, path]) } };
    const root = open.show({ ...kernel(VIEW),
      widget_manager: { context: { path: "notebooks/03 who.ipynb" }, rendermime } });
    const link = root.querySelector("a");
    assert.deepEqual(opened.map(([, path]) => path), ["notebooks/04 why.ipynb"]);
    assert.equal(opened[0][0], link);
    assert.equal(link.getAttribute("target"), null);
  } finally { open.close(); }
});
