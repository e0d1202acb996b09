// Draws what Python sends, reports what the student does, decides nothing.
// All text is set as text nodes, so none of it can run.

const MONTHS = [...Array(12).keys()].map((month) =>
  new Date(2000, month).toLocaleString("en", { month: "long" }));
const DRAFT_AFTER = 600; // milliseconds after the last key
const LOST_AFTER = 3000; // milliseconds without an answer from the kernel
const RUN_ALL_WITHIN = 30000; // milliseconds in which all exercises appear
const LARGEST_FILE = 2_000_000;

// Page-wide: each widget has its own copy of this.
const newId = () => `course-${window.courseIds = (window.courseIds ?? 0) + 1}`;

/** el("p.card", {onclick: f}, "text", child) -> <p class="course-card">; null is left out. */
function el(tag, props = {}, ...children) {
  const [name, kind] = tag.split(".");
  const node = document.createElement(name);
  if (kind) node.className = `course-${kind}`;
  if (name === "button") node.type = name;
  for (const [key, value] of Object.entries(props)) {
    if (value === false || (value ?? null) === null) continue;
    if (key.startsWith("on") || key === "value") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => (child ?? null) !== null));
  return node;
}

/** Keeps notebook shortcuts out of outputs: there `d d` would delete the cell. */
function guard() {
  if (window.courseGuard) return;
  window.courseGuard = true;
  window.addEventListener("keydown", (event) => {
    const target = event.target;
    if (!target.closest?.(".jp-OutputArea-output")) return;
    // Shift+Enter runs cells, but in a text it would send the rest of it to the notebook.
    const pass = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape" ||
      (event.shiftKey && event.key === "Enter" && !target.matches("textarea, [type=text]"));
    target.toggleAttribute("data-lm-suppress-shortcuts", !pass);
  }, true);
}

/** Run All ends at the bottom; go to the first open exercise. */
function scrollToFirstOpen(root, total) {
  root.dataset.drawn = Date.now();
  clearTimeout(window.courseScroll);
  window.courseScroll = setTimeout(() => {
    const forms = [...document.querySelectorAll(".course-exercise")];
    const fresh = forms.filter((form) => Date.now() - form.dataset.drawn < RUN_ALL_WITHIN);
    const first = forms.find((form) => form.dataset.done === "false");
    if (!first || fresh.length < total || total < 2) return;
    // Cells are laid out as they come into view and move the place.
    [0, 200, 600].forEach((wait) => setTimeout(() => first.scrollIntoView(), wait));
    // The focus makes its cell the active one; a student who already writes keeps it.
    if (!document.activeElement.closest(".course")) first.focus({ preventScroll: true });
  }, 900);
}

const clock = (iso) => iso
  ? new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : "";

/** Numbers messages and notices when the kernel does not answer. */
function wire(model, onLost) {
  const waiting = new Map();
  let n = 0;
  const on = (reply) => {
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
      const number = ++n;
      const timer = setTimeout(() => onLost(message.do), LOST_AFTER);
      waiting.set(number, { timer, done });
      try { model.send({ n: number, ...message }); } catch {
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

// ---- cards

function card(data, withText, plain) {
  const rows = data.attribution.map(([name, text]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, text)));
  return el("article.card", { "aria-label": `Source: ${data.title}` },
    el("h4", {}, data.title), el("dl", {}, rows), withText ? cardText(data, plain) : null);
}

/** `plain` holds the ids of the documents this reader has switched to the plainer text. */
function cardText(data, plain) {
  if (!data.text) {
    return el("p.locked", {},
      "The text stays closed until you commit the first step.");
  }
  const body = el("div.text", {});
  const toggle = data.plainer && el("button", {
    onclick: () => { plain.delete(data.id) || plain.add(data.id); show(); },
  }, "Plainer text");
  function show() {
    const on = plain.has(data.id);
    toggle?.setAttribute("aria-pressed", on);
    body.replaceChildren(...(on ? data.plainer : data.text).map((p) => el("p", {}, p)));
  }
  show();
  const notes = data.notes.length && el("details", {}, el("summary", {}, "About this text"),
    data.notes.map((note) => el("p", {}, note)));
  return el("div.opened", { role: "group", "aria-label": `Text: ${data.title}` },
    data.isSummary ? el("p", {}, "A summary in our own words:") : null,
    body, toggle || null, notes || null);
}

// ---- items
// (item, value, change, say) -> element

const EDITORS = {
  choice(item, value, change, say) {
    const now = { picked: value?.picked ?? [], sure: value?.sure };
    const many = item.pick !== "1";
    const report = () => change({ picked: now.picked, ...(now.sure ? { sure: now.sure } : {}) });
    const row = (name, type, label, checked, pick) => el("label.row", {},
      el("input", { type, name, checked, onchange: pick }), el("span", {}, label));
    const name = newId();
    const options = item.options.map(([id, text]) => row(name, many ? "checkbox" : "radio", text,
      now.picked.includes(id), (event) => {
        if (!many) now.picked = [id];
        else if (!event.target.checked) now.picked = now.picked.filter((p) => p !== id);
        else if (item.pick !== "any" && now.picked.length >= Number(item.pick)) {
          event.target.checked = false;
          say(`You have ${item.pick} already. Take one away first.`);
          return;
        } else now.picked = [...now.picked, id];
        report();
      }));
    const hint = item.pick === "any" ? " Tick all that fit, or none." : ` Choose ${item.pick}.`;
    return el("div", {},
      el("fieldset", {}, el("legend", {}, item.ask, el("small", {}, hint)), options),
      item.sure ? el("fieldset.sure", {},
        el("legend", {}, "How sure are you?"),
        item.sure.map((word) => row(`${name}-sure`, "radio", word, now.sure === word,
          () => { now.sure = word; report(); }))) : null);
  },

  field(item, value, change) {
    if (item.form === "date") return dateEditor(item, value, change);
    const numeric = item.form === "number" ? "decimal" : null;
    return labelled(item.ask, el("input", {
      type: "text", inputmode: numeric, value: value ?? "", autocomplete: "off",
      oninput: (event) => change(event.target.value),
    }));
  },

  prose(item, value, change) {
    return el("div", {}, item.first ? earlier(item.first) : null,
      labelled(item.ask, el("textarea", {
        rows: 5, value: value ?? "", oninput: (event) => change(event.target.value),
      })));
  },

  mark: markEditor,

  recall: (item) => el("div", {}, el("p", {}, item.ask),
    el("blockquote", {}, item.value || "You have not answered that question yet.")),

  result: (item) => el("div", {}, el("p", {}, item.ask), el("p.result", {},
    item.value ? `The last value you checked: ${item.value.value}`
      : "No value checked yet: run your line in the code cell.")),
};

function labelled(text, control) {
  control.id = newId();
  return el("div", {}, el("label.ask", { for: control.id }, text), control);
}

const earlier = (text) => el("div.earlier", {},
  el("p", {}, "Your first answer:"), el("blockquote", {}, text));

function dateEditor(item, value, change) {
  const [year = "", month = "", day = ""] = (value ?? "").split("-");
  const report = () => change([yearInput.value.trim(), monthSelect.value, daySelect.value]
    .join("-").replace(/-+$/, ""));
  const pad = (n) => String(n).padStart(2, "0");
  const choices = (label, names, chosen) => {
    const select = el("select", { onchange: report }, el("option", { value: "" }, "–"),
      names.map((name, i) => el("option", { value: pad(i + 1), selected: pad(i + 1) === chosen },
        name)));
    return [labelled(label, select), select];
  };
  const [dayBox, daySelect] = choices("Day", [...Array(31).keys()].map((n) => n + 1), day);
  const [monthBox, monthSelect] = choices("Month", MONTHS, month);
  const yearInput = el("input", { type: "text", inputmode: "numeric", maxlength: 4, size: 5,
    value: year, autocomplete: "off", oninput: report });
  return el("fieldset.date", {}, el("legend", {}, item.ask),
    dayBox, monthBox, labelled("Year", yearInput));
}

/** Words to mark: one tab stop, arrows move, Shift extends, Enter marks, a number picks a label. */
function markEditor(item, value, change) {
  if (!item.paragraphs) return el("p", {}, item.ask);
  let marks = value ?? [];
  let label = item.labels[0][0];
  let here = 0;
  let anchor = 0;
  const uid = newId();
  const names = Object.fromEntries(item.labels);
  const words = item.paragraphs.flat();
  const spans = words.map((word, i) => el("span", { role: "option", id: `${uid}-${i}` }, word));
  let next = 0;
  const box = el("div.words", {
    role: "listbox", tabindex: 0, "aria-multiselectable": "true",
    "aria-label": `${item.ask} Arrows move, Shift and arrows take in more, Enter or a label's ` +
      "number marks, Delete unmarks.",
  }, item.paragraphs.map((paragraph) => el("p", { role: "group", "aria-label": "Paragraph" },
    paragraph.flatMap(() => [spans[next++], " "]))));
  const list = el("ul.marks", {});
  const radios = item.labels.map(([id]) => el("input", { type: "radio", name: uid,
    checked: id === label, onchange: () => { label = id; } }));
  const range = () => [Math.min(here, anchor), Math.max(here, anchor)];
  const put = () => {
    const [first, last] = range();
    marks = [...marks.filter(([a, b]) => b < first || a > last), [first, last, label]]
      .sort((x, y) => x[0] - y[0]);
    anchor = here;
    report();
  };
  const drop = (gone) => { marks = marks.filter((mark) => mark !== gone); report(); };
  const report = () => { change(marks); paint(); };
  function paint() {
    const [first, last] = range();
    spans.forEach((span, i) => {
      const mark = marks.find(([a, b]) => a <= i && i <= b);
      const place = mark ? item.labels.findIndex(([id]) => id === mark[2]) + 1 : 0;
      span.className = [mark ? `course-mark${place}` : "", i >= first && i <= last ? "course-here" : ""]
        .join(" ");
      span.setAttribute("aria-selected", Boolean(mark));
      span.setAttribute("aria-label", mark ? `${words[i]} – marked: ${names[mark[2]]}` : words[i]);
    });
    box.setAttribute("aria-activedescendant", `${uid}-${here}`);
    list.replaceChildren(...marks.map((mark) => el("li", {},
      `“${words.slice(mark[0], mark[1] + 1).join(" ")}” – ${names[mark[2]]} `,
      el("button", { onclick: () => { drop(mark); box.focus(); } },
        "Take away", el("span.hidden", {}, ` the mark on ${words[mark[0]]}`)))));
  }
  const line = (step) => { // the word above or below on the screen
    const from = spans[here].getBoundingClientRect();
    let best = here;
    let distance = Infinity;
    spans.forEach((span, i) => {
      const to = span.getBoundingClientRect();
      const down = (to.top - from.top) * step;
      const far = down * 1000 + Math.abs(to.left - from.left);
      if (down > 4 && far < distance) { distance = far; best = i; }
    });
    return best;
  };
  box.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: () => here + 1, ArrowLeft: () => here - 1, Home: () => 0,
      End: () => words.length - 1, ArrowDown: () => line(1), ArrowUp: () => line(-1) };
    if (moves[event.key]) {
      here = Math.max(0, Math.min(words.length - 1, moves[event.key]()));
      if (!event.shiftKey) anchor = here;
      paint();
    } else if (radios[event.key - 1]) {
      radios[event.key - 1].click();
      put();
    } else if (event.key === "Enter" && !event.shiftKey || event.key === " ") put();
    else if (event.key === "Delete" || event.key === "Backspace") {
      marks.filter(([a, b]) => a <= here && here <= b).forEach(drop);
    } else return;
    event.preventDefault();
  });
  const wordAt = (event) => spans.indexOf(event.target.closest("[role=option]"));
  let pressed = false;
  box.addEventListener("pointerdown", (event) => {
    if (event.button || wordAt(event) < 0) return;
    event.target.releasePointerCapture?.(event.pointerId); // so that a finger can drag too
    pressed = true;
    anchor = here = wordAt(event);
    paint();
    const end = (up) => {
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      pressed = false;
      if (up.type === "pointerup") put();
    };
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  });
  box.addEventListener("pointerover", (event) => {
    if (pressed && wordAt(event) >= 0) { here = wordAt(event); paint(); }
  });
  paint();
  return el("div", {}, el("p.ask", {}, item.ask),
    el("fieldset.sure", {}, el("legend", {}, "Mark words as"),
      item.labels.map(([, text], i) => el("label.row", {}, radios[i],
        el(`span.mark${i + 1}`, {}, `${i + 1} ${text}`)))),
    box, el("p", {}, "Drag over words or use the keys. Your marks:"), list);
}

// ---- an answer that is committed

function answered(item) {
  if (item.kind === "recall") return EDITORS.recall(item);
  const said = item.said.length || item.verdicts.length ? item.said : ["(no answer)"];
  return el("div", {}, el("p.ask", {}, item.ask),
    item.first ? [earlier(item.first), el("p", {}, "Your answer now:")] : null,
    said.map((text) => el("blockquote", {}, text)),
    el("ul.verdicts", {}, item.verdicts.map((v) =>
      el(`li.${v.mark}`, {},
        el("strong", {}, v.label), el("p", {}, v.because)))),
    item.rubric ? el("details", {}, el("summary", {}, "Check your answer against the rubric"),
      el("ul", {}, item.rubric.map((row) => el("li", {}, row)))) : null);
}

// ---- the exercise

function drawExercise(model, root) {
  const status = el("p.status", { role: "status" });
  const body = el("div");
  const plain = new Set();
  const local = {}; // what is on the page and not yet known to be on disk, by item id
  let timer = 0;
  let edit = 0; // counts the student's changes: what was made, sent, and is known to be on disk
  let sent = 0;
  let kept = 0;
  const view = () => model.get("view");
  const store = () => `course:${view().learner}:${view().exercise}`;
  const openStep = () => view().steps.find((step) => !step.frozen);
  const say = (text, live = "polite") => {
    status.setAttribute("aria-live", live); // "Saved" after every pause would drown the rest
    status.textContent = text;
  };
  const line = wire(model, (what) => {
    if (what === "open") return; // nothing of the student's is at stake yet
    sent = kept;
    body.querySelectorAll(":disabled").forEach((button) => { button.disabled = false; });
    say("Not saved: the kernel does not answer. This browser keeps it. Run the cell again.");
  });

  function answers() {
    const values = {};
    for (const item of openStep()?.items ?? []) {
      const value = local[item.id] ?? item.value;
      if (!["recall", "result"].includes(item.kind) && (value ?? null) !== null) {
        values[item.id] = value;
      }
    }
    return values;
  }

  function changed(id, value) {
    local[id] = value;
    edit += 1;
    sessionStorage.setItem(store(), JSON.stringify({ step: openStep().id, values: local }));
    say("Writing…", "off");
    clearTimeout(timer);
    timer = setTimeout(saveDraft, DRAFT_AFTER);
  }

  function saveDraft() {
    clearTimeout(timer);
    if (sent === edit || !openStep()) return;
    const now = sent = edit;
    line.send({ do: "draft", step: openStep().id, answers: answers() }, (reply) => {
      if (reply.why) { refused(reply); return; }
      kept = now;
      if (kept !== edit) return; // the student has written on
      sessionStorage.removeItem(store());
      say(`Saved ${clock(reply.saved)}`, "off");
    });
  }

  function refused(reply) {
    body.querySelectorAll(".course-error").forEach((old) => old.remove());
    const item = body.querySelector(`[data-item="${reply.item}"]`);
    say(reply.why, item ? "off" : "polite");
    if (!item) return;
    const note = el("p.error", { id: newId(), role: "alert" }, `! ${reply.why}`);
    item.prepend(note);
    const control = item.querySelector(".course-sure:not(:has(:checked)) input") ??
      item.querySelector("textarea, input, select, [tabindex='0']");
    control?.setAttribute("aria-describedby", note.id);
    control?.focus();
  }

  function commit(event) {
    const button = event.target;
    button.disabled = true;
    clearTimeout(timer);
    sent = edit;
    const step = openStep().id;
    line.send({ do: "commit", step, answers: answers() }, (reply) => {
      button.disabled = false;
      if (reply.why) { refused(reply); return; }
      Object.keys(local).forEach((id) => delete local[id]);
      sessionStorage.removeItem(store());
      kept = edit;
      say(`Committed and saved ${clock(reply.saved)}.`);
      const heading = body.querySelector(`[data-step="${step}"] .course-feedback`);
      heading?.focus();
      heading?.scrollIntoView({ block: "center" });
    });
  }

  function commitRow() {
    const row = el("div.commit", {});
    const ask = () => {
      // The safe button stands where the first one stood: a double click or a held key is no yes.
      const no = el("button", { onclick: rest }, "Keep editing");
      row.replaceChildren(
        el("p", {}, "Commit? You cannot change it afterwards."), no,
        el("button.main", { onclick: commit }, "Commit"));
      no.focus();
    };
    const first = () => el("button.main", { onclick: ask }, "Commit my answer",
      el("span.hidden", {}, ` to exercise ${view().number}`));
    const rest = () => {
      const button = first();
      row.replaceChildren(button);
      button.focus();
    };
    row.append(el("p", {}, "Saved as you write. Nothing is judged until you commit."), first());
    return row;
  }

  function openItem(item, step) {
    const editor = EDITORS[item.kind](item, local[item.id] ?? item.value,
      (value) => changed(item.id, value), say);
    const hints = item.hints.map((hint, n) =>
      el("p.hint", { tabindex: -1 }, `Hint ${n + 1}: ${hint}`));
    const more = item.hintsLeft && el("button", {
      onclick: () => {
        saveDraft();
        line.send({ do: "hint", step: step.id, item: item.id }, (reply) => {
          if (reply.why) say(reply.why);
          else [...body.querySelectorAll(`[data-item="${item.id}"] .course-hint`)]
            .at(-1)?.focus();
        });
      },
    }, `Hint (${item.hintsLeft} left)`,
    el("span.hidden", {}, ` for: ${item.ask}`));
    return el("div.item", { "data-item": item.id }, editor, hints, more || null);
  }

  function drawStep(step, number) {
    const reads = step.reads.length && el("section.reads", {},
      el("h5", {}, step.readsTitle || "How an expert thinks"),
      el("ol", {}, step.reads.map(([text, comment]) =>
        el("li", {}, el("p", {}, text), el("p.comment", {}, comment)))));
    const title = step.title || `Step ${number}`;
    return el("section.step", { "data-step": step.id },
      el(step.frozen ? "h4.feedback" : "h4", { tabindex: step.frozen && -1 },
        step.frozen ? `${title} · your answer` : title),
      step.notes.map((note) => el("p", {}, note)), reads || null,
      step.older ? el("p", {}, "You answered an older version of this step, so it is not judged.")
        : null,
      step.frozen ? step.items.map(answered) : step.items.map((item) => openItem(item, step)),
      step.frozen ? null : commitRow());
  }

  function draw() {
    const seen = view();
    const active = body.contains(document.activeElement) ? document.activeElement : null;
    const controls = () => [...body.querySelectorAll("input, textarea, select, button, [role=listbox]")];
    const place = controls().indexOf(active);
    const caret = active?.tagName === "TEXTAREA" ? active.selectionStart : null;
    const opener = seen.steps.find((step) => step.opens);
    const steps = seen.steps.flatMap((step, i) => [drawStep(step, i + 1),
      ...(step === opener && step.frozen ? seen.cards.map((data) => cardText(data, plain)) : [])]);
    body.replaceChildren(
      el("h3", {}, `Exercise ${seen.number} · ${seen.title}`),
      seen.further ? el("p", {}, "Extra, for those who have time.") : "",
      ...seen.warnings.map((text) => el("p.warning", {}, text)),
      ...seen.cards.map((data) => card(data, !opener, plain)),
      opener && !opener.frozen ? cardText({ text: null }) : "",
      ...steps,
      seen.done ? el("p.done", {}, "✓ Finished.") : "");
    root.dataset.done = seen.done;
    if (place >= 0) { // a redraw must not throw a writer out of the box
      const again = controls()[place];
      again?.focus({ preventScroll: true });
      if (caret !== null) again?.setSelectionRange?.(caret, caret);
    }
  }

  root.classList.add("course-exercise");
  root.dataset.exercise = view().exercise;
  root.append(body, status);
  const unsent = JSON.parse(sessionStorage.getItem(store()) ?? "null");
  if (unsent && unsent.step === openStep()?.id) {
    Object.assign(local, unsent.values);
    edit = 1;
  }
  draw();
  model.on("change:view", draw);
  root.addEventListener("focusout", saveDraft);
  window.addEventListener("pagehide", saveDraft);
  line.send({ do: "open" }, () => {
    if (unsent && edit) { saveDraft(); say("An answer that was not saved was brought back."); }
    else if (view().savedAt) say(`Saved ${clock(view().savedAt)}`, "off");
    root.dataset.synced = "";
  });
  root.dataset.ready = "";
  scrollToFirstOpen(root, view().of);
  return () => {
    saveDraft();
    line.close();
    model.off("change:view", draw);
    window.removeEventListener("pagehide", saveDraft);
  };
}

// ---- the lesson bar

function drawBar(model, root) {
  const status = el("p.status", { role: "status" });
  const body = el("div");
  const say = (text) => { status.textContent = text; };
  const line = wire(model, (what) => {
    if (what !== "open") say("The kernel does not answer. Run this cell again.");
  });

  function download({ name, html }) {
    const url = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    el("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    say(`Exported: look for ${name} in your downloads.`);
  }

  async function restore(event) {
    const file = event.target.files[0];
    if (!file) return;
    event.target.value = "";
    if (file.size > LARGEST_FILE) {
      say("This file is over 2 MB, so it is not an export. Nothing was changed.");
      return;
    }
    line.send({ do: "restore", text: await file.text() }, (reply) => say(reply.why ?? reply.note));
  }

  function draw() {
    const seen = model.get("view");
    const upload = el("input", { type: "file", accept: ".html,.jsonl", onchange: restore });
    const further = seen.further ? `, ${seen.further} more for the extra part` : "";
    body.replaceChildren(
      el("h2.question", {}, seen.question),
      el("p", {}, `${seen.minutes} minutes${further}. The move to learn: ${seen.move}`),
      el("p", {}, `Your code: ${seen.learner}. Every answer is saved in ${seen.folder} as you write.`),
      seen.contentNote ? el("p.warning", {}, seen.contentNote) : "",
      ...seen.warnings.map((text) => el("p.warning", {}, text)),
      el("details", {}, el("summary", {}, seen.done),
        el("ol", {}, seen.progress.map(([title, state]) => el("li", {}, `${title} – ${state}`)))),
      el("div.commit", {},
        el("button", { type: "button",
          onclick: () => line.send({ do: "export" }, (reply) => {
            if (reply.why) say(reply.why); else download(reply.file);
          }) }, "Export my answers"),
        labelled("Restore from an exported file", upload)));
  }
  root.classList.add("course-bar");
  root.append(body, status);
  draw();
  model.on("change:view", draw);
  line.send({ do: "open" }, () => { root.dataset.synced = ""; });
  return () => { line.close(); model.off("change:view", draw); };
}

function render({ model, el: root }) {
  guard();
  root.classList.add("course");
  root.tabIndex = -1; // so a click on plain text keeps the focus where the guard works
  return model.get("view").kind === "bar" ? drawBar(model, root) : drawExercise(model, root);
}

export default { render };
