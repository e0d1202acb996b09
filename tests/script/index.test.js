// The index of lessons: where its links lead, whatever stands in the page's own address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kernel, page } from "./page.js";

const ROW = { id: "01", title: "Toy", question: "Why?", minutes: "5 minutes", progress: "",
  problem: "", link: "01 toy.ipynb" };
const VIEW = { kind: "index", caption: "Lessons", head: [], asks: "", learner: "me", rows: [ROW] };
const CONFIG = '<script id="jupyter-config-data" type="x">{"baseUrl": "/hub/"}</script>';
const HERE = "course one/notebooks/00-start.ipynb";
const FULL = "/hub/lab/tree/course%20one/notebooks/01%20toy.ipynb";

for (const [what, address, config, path, link] of [
  ["opened in the list of files it is an address of its own", "/hub/lab", CONFIG, HERE, FULL],
  ["with another lesson in the address too", "/hub/lab/tree/a.ipynb", CONFIG, HERE, FULL],
  ["in the course's own folder there is none before it", "/hub/lab", CONFIG, "00-start.ipynb",
    "/hub/lab/tree/01%20toy.ipynb"],
  ["with this lesson in the address the other stands beside it",
    "/hub/doc/tree/course%20one/notebooks/00-start.ipynb", CONFIG, HERE, "01%20toy.ipynb"],
  ["outside JupyterLab it stands beside this one", "/x", "", undefined, "01%20toy.ipynb"],
  ["where JupyterLab says nothing of itself, too", "/x", "", HERE, "01%20toy.ipynb"],
]) {
  test(`the link to a lesson: ${what}`, () => {
    const open = page("index", { address, html: config });
    try {
      const root = open.show({ ...kernel(VIEW), widget_manager: { context: { path } } });
      assert.equal(root.querySelector("a").getAttribute("href"), link);
    } finally { open.close(); }
  });
}
