// @ts-check
// Renders what Python sends, reports what the student does, decides nothing. A widget's script is
// this file, keep.js, one file an item kind that needs its own, then exercise.js, bar.js or
// index.js. All text is set as text nodes, so none of it can run.

const LOST_AFTER = 3000; // milliseconds without an answer from the kernel
const FOLDS = /^(p|dd|li)$/; // in labels and lists of choices nothing can be pressed
const INLINE = /^(span|strong|small|ins|del|mark|a)$/;

// Page-wide: each widget has its own copy of this.
const newId = () => `course-${window.courseIds = (window.courseIds ?? 0) + 1}`;

/**
 * el("p.card", {onclick: f}, "text", child) -> <p class="course-card">; null is left out. Each
 * block runs the way its own text does, from the right in Arabic or Hebrew.
 * @template {string} T
 * @param {T} tag
 * @param {Record<string, any>} props
 * @param {...(Child | Child[])} children
 * @returns {ElementOf<T>}
 */
function el(tag, props = {}, ...children) {
  const [name, kind] = tag.split(".");
  const node = /** @type {any} */ (document.createElement(name));
  if (kind) node.className = `course-${kind}`;
  if (name === "button") node.type = name;
  if (!INLINE.test(name)) node.dir = "auto";
  for (const [key, value] of Object.entries(props)) {
    if (value === false || (value ?? null) === null) continue;
    if (key.startsWith("on") || key === "value") node[key] = value;
    else node.setAttribute(key, value === true && !key.startsWith("aria") ? "" : inBrackets(value));
  }
  for (const child of children.flat()) {
    if (typeof child === "string") {
      node.append(...(FOLDS.test(name) ? withNotes(child) : [inBrackets(child)]));
    } else if ((child ?? null) !== null) node.append(child);
  }
  return node;
}

/**
 * A source or a hard word as Python marks it in a text, where nothing can open: the source in
 * brackets, the word alone.
 * @template T
 * @param {T} text
 */
const inBrackets = (text) => typeof text === "string"
  ? text.replace(/\ue000(.*?)\ue001/g, " ($1)").replace(/\ue002(.*?)\ue003.*?\ue004/g, "$1")
  : text;

/**
 * A text with its sources as small numbers, which the style counts, and its **hard words** as words
 * to press: both open in place.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
const withNotes = (text) => text.split(
  /(\*\*.+?\*\*|\ue002.*?\ue004|[^\s\ue001\ue004*]*\ue000.*?\ue001)/).flatMap(
  /** @returns {(Node | string)[]} */ (part, n) => {
    if (n % 2 === 0) return [part];
    if (part[0] === "*") return [el("strong", {}, part.slice(2, -2))];
    if (part[0] === "\ue002") return hardWord(...(/** @type {Pair} */ (
      part.slice(1, -1).split("\ue003"))));
    const [word, source] = part.slice(0, -1).split("\ue000");
    const [button, note] = opens("button.ref", `Source: ${source}`, "", source);
    // The number never stands alone at the beginning of a line.
    return [el("span.glued", {}, word, button), note];
  });

const hardWord = (/** @type {string} */ word, /** @type {string} */ meaning) =>
  opens("button.word", null, word, meaning);

/**
 * A button and the note that it opens behind itself; Escape closes it again.
 * @param {string} tag
 * @param {string | null} label
 * @param {string} text
 * @param {string} said
 */
function opens(tag, label, text, said) {
  const note = el("span.note", { role: "note", hidden: true }, ` (${said})`);
  const button = /** @type {HTMLButtonElement} */ (el(tag, {
    "aria-expanded": "false", "aria-label": label,
    onclick: () => {
      note.hidden = !note.hidden;
      button.setAttribute("aria-expanded", String(!note.hidden));
    },
    onkeydown: (/** @type {KeyboardEvent} */ { key }) => {
      if (key === "Escape" && !note.hidden) button.click();
    } }, text));
  return [button, note];
}

const isBusy = () => document.querySelector(
  ".jp-Notebook-ExecutionIndicator:not([data-status='idle'])") !== null;

/**
 * After one cell was run shows its head, not its end; after Run All an exercise decides.
 * @param {HTMLElement} root
 */
function settle(root) {
  window.courseSettled = (window.courseSettled ?? []).filter((at) => Date.now() - at < 3000);
  window.courseSettled.push(Date.now());
  setTimeout(() => {
    const many = (window.courseSettled?.length ?? 0) > 2;
    if (!many && !isBusy() && !document.activeElement?.matches(".course *")) root.scrollIntoView();
  }, 900);
}

/** Listens to the whole page, once: keys, and printing. */
function guard() {
  if (window.courseGuard) return;
  window.courseGuard = true;
  // Keeps notebook shortcuts out of outputs: there `d d` would delete the cell.
  window.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const closes = event.key === "Escape" &&
      target.matches(":is(.course-ref, .course-word)[aria-expanded=true], [data-asks] *");
    if (!target.closest?.(".jp-OutputArea-output")) {
      // In a lesson, Y, M, R and 1-6 would make a text into code or a lab into text.
      if (event.key === "Enter" && event.shiftKey && typeof skipHidden === "function") {
        [50, 300, 900].forEach((wait) => setTimeout(skipHidden, wait));
      }
      const notebook = target.closest?.(".jp-mod-commandMode");
      if (!notebook?.querySelector(".course") || target.matches("input, textarea, select")) return;
      target.toggleAttribute("data-lm-suppress-shortcuts",
        !modified && /^[ymr1-6]$/i.test(event.key));
      return;
    }
    if (event.key === "Escape" && target.closest(".course") && !closes) {
      /** @type {HTMLElement | null} */ (target.closest(".jp-Cell"))?.focus();
    }
    // Shift+Enter runs cells, but in a text it would send the rest of it to the notebook.
    // Undo in a text is the text's own; JupyterLab would undo in the notebook.
    const writes = target.matches("textarea, [type=text]");
    const pass = (event.ctrlKey || event.metaKey) && !(writes && /^[zy]$/i.test(event.key)) ||
      event.altKey || event.key === "Escape" ||
      (event.shiftKey && event.key === "Enter" && !writes && !target.matches("[role=listbox]"));
    target.toggleAttribute("data-lm-suppress-shortcuts", closes || !pass);
  }, true);
  // JupyterLab swallows the line break of an Enter inside a cell.
  window.addEventListener("beforeinput", (event) => {
    if (/** @type {Element} */ (event.target).closest?.(".course")) event.stopPropagation();
  }, true);
  // A printed box would show some of its lines: on paper all of its text stands there instead.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".course-paper").forEach((old) => old.remove());
    document.querySelectorAll(".course :is(textarea, [type=text])").forEach((box) =>
      box.after(el("div.paper", {}, /** @type {HTMLInputElement} */ (box).value)));
  });
}

/** @param {string} [iso] */
const clock = (iso) => iso
  ? new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : "";

/**
 * Numbers messages and notices when the kernel does not answer. A widget can stand in several
 * views and windows, and all of them hear every answer: so each has numbers of its own.
 * @param {Model<any>} model
 * @param {(what: string) => void} onLost
 * @returns {Line}
 */
function wire(model, onLost) {
  /** @type {Map<string | undefined, {timer: number, done: (reply: Reply) => void}>} */
  const waiting = new Map();
  const own = Math.random().toString(36).slice(2);
  let n = 0;
  const on = (/** @type {Reply} */ reply) => {
    if (reply.line) keepLine(reply, model.get("view").copy);
    const number = reply.ack ?? reply.refused;
    const entry = waiting.get(number); // a late answer counts too: it was only busy
    if (!entry) return;
    clearTimeout(entry.timer);
    waiting.delete(number);
    entry.done(reply);
  };
  model.on("msg:custom", on);
  return {
    send(message, done) {
      const number = `${own}-${++n}`;
      const timer = setTimeout(() => onLost(message.do), LOST_AFTER);
      waiting.set(number, { timer, done });
      try { model.send({ n: number, learner: model.get("view").learner, ...message }); } catch {
        clearTimeout(timer);
        onLost(message.do);
      }
    },
    close() { // a last draft may still be on its way: hear its answer
      waiting.forEach((entry) => clearTimeout(entry.timer));
      setTimeout(() => model.off("msg:custom", on), LOST_AFTER);
    },
  };
}

/** @param {{name: string, html: string}} file */
function saveFile({ name, html }) {
  const url = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/**
 * @param {string} text
 * @param {HTMLElement} control
 */
function labelled(text, control) {
  control.id = newId();
  return el("div", {}, el("label.ask", { for: control.id }, text), control);
}

/**
 * Makes what anywidget calls out of a function that renders into a root and returns its end.
 * @template V
 * @param {(model: Model<V>, root: HTMLElement) => () => void} render
 */
const widget = (render) => ({
  /** @param {{model: Model<V>, el: HTMLElement}} place */
  render({ model, el: root }) {
    guard();
    root.classList.add("course");
    root.setAttribute("role", "group");
    root.tabIndex = -1; // so a click on plain text keeps the focus where the guard works
    return render(model, root);
  },
});

/**
 * One function an item kind: (item, value, change, talk) -> element.
 * @type {Editors}
 */
const EDITORS = /** @type {any} */ ({});

/**
 * What heads a verdict: its word and what it is about; where nothing is judged a sign will do.
 * @param {string} word
 * @param {string} part
 */
const headed = (word, part) => `${word}${/\w$/.test(word) ? ":" : ""} ${part}`;

/** @type {Answered} */
const ANSWERED = {};
