// Opens scripts of the widgets in a page without a browser, with a kernel that a test speaks for.
import { readdirSync, readFileSync } from "node:fs";
import vm from "node:vm";
import { JSDOM } from "jsdom";

const STATIC = new URL("../../helpers/screen/static/", import.meta.url);
const EDITORS = readdirSync(STATIC).filter((name) => name.startsWith("editor-"))
  .map((name) => name.replace(".js", ""));
const BEFORE = { bar: ["dom", "keep", "paths"], index: ["dom", "keep", "links"],
  last: ["dom", "keep", "links"], note: ["dom", "keep", "paths"], steps: ["dom", "keep"],
  exercise: ["dom", "keep", "unsent", "diff", ...EDITORS, "sources", "paths"] };

/** A page with the scripts of one widget, and what its storages hold from before. */
export function page(name, { local = {}, session = {}, address = "/", html = "" } = {}) {
  const dom = new JSDOM(`<!doctype html><body>${html}</body>`,
    { url: `http://localhost${address}`, runScripts: "outside-only" });
  const { window } = dom;
  window.Element.prototype.scrollIntoView = () => {}; // there is no layout here
  Object.entries(local).forEach(([key, value]) => window.localStorage.setItem(key, value));
  Object.entries(session).forEach(([key, value]) => window.sessionStorage.setItem(key, value));
  const run = (code) => vm.runInContext(code, dom.getInternalVMContext());
  for (const one of [...BEFORE[name], name]) {
    const text = readFileSync(new URL(`${one}.js`, STATIC), "utf8");
    run(text.replace("export default", "var shown ="));
  }
  /** Calls a function of the scripts; what goes in and comes out are values, not their objects. */
  const call = (what, ...values) => JSON.parse(run(
    `JSON.stringify(${what}(${values.map((one) => JSON.stringify(one)).join(", ")})) ?? "null"`));
  /** Shows the widget in a root of its own; returns the root. */
  const show = (model) => {
    const root = window.document.body.appendChild(window.document.createElement("div"));
    run("shown").render({ model, el: root });
    return root;
  };
  return { window, run, call, show, close: () => window.close(),
    local: () => ({ ...window.localStorage }), session: () => ({ ...window.sessionStorage }) };
}

/** A kernel with one view: notes what the page sends and answers what a test says. */
export function kernel(view) {
  const heard = { "change:view": [], "msg:custom": [] };
  const sent = [];
  return {
    sent,
    get: () => view,
    on: (event, call) => heard[event].push(call),
    off: (event, call) => heard[event].splice(heard[event].indexOf(call), 1),
    send: (message) => sent.push(JSON.parse(JSON.stringify(message))),
    last: (what) => sent.filter((message) => message.do === what).at(-1),
    redraw(changes) {
      view = { ...view, ...changes };
      heard["change:view"].forEach((call) => call());
    },
    /** Answers the last message of its kind, as Python does: to every view of the widget. */
    answer(what, reply = {}) {
      const { n } = this.last(what);
      heard["msg:custom"].forEach((call) =>
        call({ ...reply, ["why" in reply ? "refused" : "ack"]: n }));
    },
  };
}

export const named = (root, role, name) => [...root.querySelectorAll(role)].find((one) =>
  one.textContent.trim() === name);

export const status = (root) => root.querySelector("[role=status]").textContent;

// ---- what stands in a journal

export const act = (changes = {}) => ({ id: "1", at: "2026-01-01T09:00:00.000Z", learner: "me",
  course: "toy", lesson: "01", exercise: "predict", step: "guess", do: "draft",
  answers: { why: "One." }, ...changes });

export const line = (changes) => JSON.stringify(act(changes));
