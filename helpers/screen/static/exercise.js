// An exercise: its cards, its steps, and what a student does in them.

const DRAFT_AFTER = 600; // milliseconds after the last key
const RUN_ALL_WITHIN = 30000; // milliseconds in which all exercises appear

/** After Run All go to the first open exercise; after one cell show the exercise's head, not its end. */
function scrollToOpen(root, total) {
  root.dataset.drawn = Date.now();
  clearTimeout(window.courseScroll);
  window.courseScroll = setTimeout(() => {
    const forms = [...document.querySelectorAll(".course-exercise")];
    const fresh = (within) => forms.filter((form) => Date.now() - form.dataset.drawn < within);
    const writes = document.activeElement.closest(".course");
    if (fresh(RUN_ALL_WITHIN).length >= total && total > 1) {
      const first = forms.find((form) => form.dataset.done === "false");
      forms.forEach((form) => { form.dataset.drawn = 0; }); // once for each Run All
      // Cells are laid out as they come into view and move the place.
      [0, 200, 600].forEach((wait) => setTimeout(() => first?.scrollIntoView(), wait));
      // The focus makes its cell the active one; a student who already writes keeps it.
      if (!writes) first?.focus({ preventScroll: true });
    } else if (fresh(2000).length <= 3 && root.dataset.done === "false" && !writes) {
      root.scrollIntoView();
    }
  }, 900);
}

// ---- cards

function card(data, withText, plain) {
  const rows = data.attribution.map(([name, text]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, text)));
  return el("article.card", { "aria-label": `Source: ${data.title}` },
    el("h4", {}, data.title), el("dl", {}, rows), withText ? cardText(data, plain) : null);
}

/** `plain` holds the ids of the documents this reader has switched to the plainer text. */
function cardText(data, plain, alone) {
  if (!data.text) {
    return el("p.locked", {},
      "The text stays closed until you commit the first step.");
  }
  const body = el("div.text", {});
  const toggle = data.plainer && el("button", {
    onclick: () => { plain.delete(data.id) || plain.add(data.id); show(); },
  });
  function show() {
    const on = plain.has(data.id);
    toggle?.replaceChildren(on ? "Back to the exact text" : "Show the plainer text",
      el("span.hidden", {}, `: ${data.title}`));
    body.replaceChildren(...(on ? data.plainer : data.text).map((p) => el("p", {}, p)));
  }
  show();
  const notes = data.notes.length && el("details", {}, el("summary", {}, "About this text"),
    data.notes.map((note) => el("p", {}, note)));
  return el("div.opened", { role: "group", "aria-label": `Text: ${data.title}` },
    alone ? el("h4", {}, `The text: ${data.title}`) : null, data.isSummary ? el("p", {}, "A summary in our own words:") : null,
    body, toggle || null, notes || null);
}

// ---- items
Object.assign(EDITORS, {
  choice(item, value, change, say, warn) {
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
          warn(`You have ${item.pick} already. Take one away first.`);
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
    if (item.form === "date") return EDITORS.date(item, value, change);
    const numeric = item.form === "number" ? "decimal" : null;
    return labelled(item.ask, el("input", {
      type: "text", inputmode: numeric, value: value ?? "", autocomplete: "off",
      oninput: (event) => change(event.target.value),
    }));
  },

  prose(item, value, change) {
    return labelled(item.ask, el("textarea", {
      rows: 5, value: value ?? "", oninput: (event) => change(event.target.value),
    }));
  },

  recall: (item) => el("div", {}, el("p", {}, item.ask),
    el("blockquote", {}, item.value || "You have not answered that question yet.")),

  result: (item) => el("div", {}, el("p", {}, item.ask), el("p.result", {},
    item.value ? `The last value you checked: ${item.value.value}`
      : "No value checked yet: run your line in the code cell.")),
});

const earlier = (texts) => el("div.earlier", {},
  el("p", {}, "Your first answer:"), texts.map((text) => el("blockquote", {}, text)));

// ---- an answer that is committed

function answered(item, publish) {
  if (item.kind === "recall") return EDITORS.recall(item);
  // A judged choice says its options first, then how sure.
  const ofChoice = item.kind === "choice" && item.verdicts.length > 0;
  const said = item.said.length || item.verdicts.length ? item.said : ["(no answer)"];
  const quotes = said.map((text) => el("blockquote", {}, text));
  return el("div", {}, el("p.ask", {}, item.ask),
    item.first ? [earlier(item.first), el("p", {}, "Your answer now:")] : null,
    ofChoice ? null : quotes,
    item.changed ? EDITORS.diff(item.changed) : null,
    item.editor === "page" ? el("button", { onclick: () => publish(item) }, "Publish my page") : null,
    el("ul.verdicts", {}, item.verdicts.map((v) =>
      el(`li.${v.mark}`, {}, el("strong", {}, v.label),
        v.opened ? el("blockquote", {}, v.opened) : null, el("p", {}, v.because)))),
    ofChoice ? quotes : null,
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
  let book; // whose answers are shown, and since which fresh start
  const view = () => model.get("view");
  const store = () => `course:${view().learner}:${view().course}:${view().exercise}`;
  const openStep = () => view().steps.find((step) => !step.frozen);
  const say = (text, live = "polite") => {
    status.setAttribute("aria-live", live); // "Saved" after every pause would drown the rest
    status.textContent = text;
  };
  const line = wire(model, (what) => {
    if (what === "open") return; // nothing of the student's is at stake yet
    sent = kept;
    body.inert = false;
    say("Not saved: the kernel does not answer. This tab keeps it. Run the cell again.");
  });

  /** What is not on disk stays in this tab; storage may be full or forbidden. */
  function keep(unsent) {
    try {
      if (unsent) sessionStorage.setItem(store(), JSON.stringify(unsent));
      else sessionStorage.removeItem(store());
    } catch { /* the journal on disk is what counts */ }
  }

  function unsentBefore() {
    try { return JSON.parse(sessionStorage.getItem(store()) ?? "null"); } catch { return null; }
  }

  function changed(id, value) {
    local[id] = value;
    edit += 1;
    clearTimeout(timer);
    timer = setTimeout(saveDraft, DRAFT_AFTER);
    body.querySelectorAll(".course-error").forEach((old) => old.remove());
    say("Writing…", "off");
    keep({ step: openStep().id, values: local });
  }

  function saveDraft() {
    clearTimeout(timer);
    if (sent === edit || !openStep()) return;
    const now = sent = edit;
    line.send({ do: "draft", step: openStep().id, answers: { ...local } }, (reply) => {
      if (reply.why) { refused(reply); return; }
      kept = now;
      if (kept !== edit) return; // the student has written on
      keep(null);
      say(`Saved ${clock(reply.saved)}`, "off");
    });
  }

  function warn(id, text) {
    body.querySelectorAll(".course-error").forEach((old) => old.remove());
    const item = body.querySelector(`[data-item="${id}"]`);
    if (!item) { say(text); return null; }
    const note = el("p.error", { id: newId(), role: "alert" }, `! ${text}`);
    item.prepend(note);
    note.scrollIntoView({ block: "nearest" });
    return note;
  }

  function refused(reply, step) {
    if (step && openStep()?.id !== step) loseTo(step);
    body.querySelector(".course-commit")?.replaceWith(commitRow());
    const note = warn(reply.item, reply.why);
    if (!note) return;
    say("Not committed yet.", "off");
    const item = note.parentElement;
    const control = item.querySelector(".course-sure:not(:has(:checked)) input") ??
      item.querySelector("select:invalid") ??
      item.querySelector("textarea, input, select, [tabindex='0']");
    control?.setAttribute("aria-describedby", note.id);
    control?.focus();
  }

  function commit() {
    body.inert = true; // what is typed now would be in neither answer
    clearTimeout(timer);
    sent = edit;
    const step = openStep().id;
    line.send({ do: "commit", step, answers: { ...local } }, (reply) => {
      body.inert = false;
      if (reply.why) { refused(reply, step); return; }
      Object.keys(local).forEach((id) => delete local[id]);
      keep(null);
      kept = edit;
      say(`Committed and saved ${clock(reply.saved)}.`);
      const heading = body.querySelector(`[data-step="${step}"] .course-feedback`);
      heading?.focus();
      heading?.scrollIntoView({ block: "center" });
    });
  }

  /** Another window was faster: its answer stands, this one is shown below it. */
  function loseTo(step) {
    const texts = Object.values(local).filter((value) => typeof value === "string");
    Object.keys(local).forEach((id) => delete local[id]);
    keep(null);
    body.querySelector(`[data-step="${step}"]`)?.append(...texts.map((text) =>
      el("p.warning", {}, `Written in this window and not committed: “${text}”`)));
  }

  function commitRow() {
    const row = el("div.commit", {});
    const send = () => { // what is lacking is said before the question
      const step = openStep().id;
      line.send({ do: "ready", step, answers: { ...local } },
        (reply) => (reply.why ? refused(reply, step) : ask()));
    };
    const ask = () => {
      // The safe button stands where the first one stood: a double click or a held key is no yes.
      const id = newId();
      const no = el("button", { onclick: rest, "aria-describedby": id }, "Keep editing");
      row.replaceChildren(
        el("p", { id }, "Commit? You cannot change it afterwards."), no,
        el("button.main", { onclick: commit, "aria-describedby": id }, "Commit"));
      no.focus();
    };
    const first = () => el("button.main", { onclick: send }, "Commit my answer",
      el("span.hidden", {}, ` to exercise ${view().number}`));
    const rest = () => {
      const button = first();
      row.replaceChildren(button);
      button.focus();
    };
    row.append(el("p", {}, "Saved as you write. Nothing is judged until you commit."), first());
    return row;
  }

  /** Ask the kernel about one item; what it says is shown inside the item, at `place`. */
  function askAbout(item, step, message, place) {
    saveDraft();
    line.send({ step: step.id, item: item.id, ...message }, (reply) => {
      if (reply.why) { say(reply.why); return; }
      [...body.querySelectorAll(`[data-item="${item.id}"] ${place}`)].at(-1)?.focus();
    });
  }

  const publish = (item) => line.send({ do: "publish", item: item.id }, (reply) => {
    if (reply.file) saveFile(reply.file);
    say(reply.why ?? `Published: look for ${reply.file.name} in your downloads.`);
    status.scrollIntoView({ block: "nearest" });
  });

  function openItem(item, step) {
    const editor = EDITORS[item.editor ?? item.kind](item, local[item.id] ?? item.value,
      (value) => changed(item.id, value), say, (text) => warn(item.id, text),
      (message, place) => askAbout(item, step, message, place));
    const hints = item.hints.map((hint, n) =>
      el("p.hint", { tabindex: -1 }, `Hint ${n + 1}: ${hint}`));
    const more = item.hintsLeft && el("button", {
      onclick: () => askAbout(item, step, { do: "hint" }, ".course-hint"),
    }, `Hint (${item.hintsLeft} left)`,
    el("span.hidden", {}, ` for: ${item.ask}`));
    const papers = item.papers.map(([title, text]) => el("details", {},
      el("summary", {}, `Read again: ${title}`), text.map((p) => el("p", {}, p))));
    return el("div.item", { "data-item": item.id }, item.first ? earlier(item.first) : null, editor,
      papers, hints, more || null);
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
      step.notes.map((note) => el("p", {}, bold(note))), step.frozen ? null : reads || null,
      step.differs ? [el("h5", {}, `Word by word: ${step.differs.title}`), EDITORS.diff(step.differs)] : null,
      step.older ? el("p", {}, "You answered an older version of this step, so it is not judged.")
        : null,
      step.frozen ? [step.items.map((item) => answered(item, publish)), reads || null].flat()
        : step.items.map((item) => openItem(item, step)),
      step.frozen ? null : commitRow());
  }

  function draw() {
    const seen = view();
    if (book !== undefined && book !== seen.book) { // nothing of the former one may be saved here
      clearTimeout(timer);
      Object.keys(local).forEach((id) => delete local[id]);
      sent = kept = edit;
      say("");
    }
    book = seen.book;
    const active = body.contains(document.activeElement) ? document.activeElement : null;
    const controls = () => [...body.querySelectorAll("input, textarea, select, button, [role=listbox]")];
    const place = controls().indexOf(active);
    const caret = active?.tagName === "TEXTAREA" ? active.selectionStart : null;
    const opener = seen.steps.find((step) => step.opens);
    const steps = seen.steps.flatMap((step, i) => [drawStep(step, i + 1),
      ...(step === opener && step.frozen ? seen.cards.map((data) => cardText(data, plain, true)) : [])]);
    body.replaceChildren(
      el("h3", {}, `Exercise ${seen.number} · ${seen.title}`),
      seen.further ? el("p", {}, "Extra, for those who have time.") : "",
      ...seen.warnings.map((text) => el("p.warning", {}, text)),
      ...seen.cards.map((data) => card(data, !opener, plain)),
      opener && !opener.frozen ? cardText({ text: null }) : "",
      ...steps,
      seen.done ? el("p.done", {}, "✓ Finished.", seen.cards.some((data) => data.notes.length)
        ? " “About this text”, under each text, is there now." : "") : "");
    root.dataset.done = seen.done;
    if (place >= 0) { // a redraw must not throw a writer out of the box
      const again = controls()[place];
      again?.focus({ preventScroll: true });
      if (caret !== null) again?.setSelectionRange?.(caret, caret);
    }
  }

  root.classList.add("course-exercise");
  root.dataset.exercise = view().exercise;
  root.setAttribute("aria-label", `Exercise ${view().number}`);
  root.append(body, status);
  const unsent = unsentBefore();
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
  scrollToOpen(root, view().of);
  return () => {
    saveDraft();
    line.close();
    model.off("change:view", draw);
    window.removeEventListener("pagehide", saveDraft);
  };
}

export default widget(drawExercise);
