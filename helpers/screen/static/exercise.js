// @ts-check
// An exercise: its cards, its steps, and what a student does in them.

const DRAFT_AFTER = 600; // milliseconds after the last key
const RUN_ALL_WITHIN = 30000; // milliseconds in which all exercises appear

/**
 * After Run All go to the first open exercise; after one cell show the exercise's head, not its
 * end.
 * @param {HTMLElement} root
 * @param {number} total
 */
function scrollToOpen(root, total) {
  root.dataset.since = String(Date.now());
  clearTimeout(window.courseScroll);
  const look = () => {
    // A slow Run All brings one exercise after the other: where it ends is known when it ends.
    if (isBusy()) {
      window.courseScroll = setTimeout(look, 500);
      return;
    }
    const forms = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".course-exercise")]);
    const fresh = (/** @type {number} */ within) =>
      forms.filter((form) => Date.now() - Number(form.dataset.since) < within);
    const at = (/** @type {string} */ place) => document.activeElement?.matches(place);
    const writes = at(".course, .course *");
    if (fresh(RUN_ALL_WITHIN).length >= total && total > 1) {
      const first = forms.find((form) => form.dataset.done === "false" &&
        !form.hasAttribute("data-folded"));
      forms.forEach((form) => { form.dataset.since = "0"; }); // once for each Run All
      // Cells are laid out as they come into view and move the place; but nothing moves under the
      // hand of a student who already works in an exercise.
      [0, 200, 600].forEach((wait) =>
        setTimeout(() => at(".course *") || first?.scrollIntoView(), wait));
      // The focus makes its cell the active one; a student who already writes keeps it.
      if (!writes) first?.focus({ preventScroll: true });
    } else if (fresh(2000).length <= 3 && root.dataset.done === "false" && !writes &&
        !root.hasAttribute("data-folded")) {
      root.scrollIntoView();
    }
  };
  window.courseScroll = setTimeout(look, 900);
}

// ---- items
Object.assign(EDITORS, /** @type {Partial<Editors>} */ ({
  choice(item, value, change, { warn }) {
    /** @type {Choice} */
    const now = { picked: value?.picked ?? [], sure: value?.sure };
    const many = item.pick !== "1";
    const report = () => change({ picked: now.picked, ...(now.sure ? { sure: now.sure } : {}) });
    /**
     * @param {string} name
     * @param {string} type
     * @param {string} label
     * @param {boolean} checked
     * @param {(event: At<HTMLInputElement>) => void} pick
     */
    const row = (name, type, label, checked, pick) => el("label.row", {},
      el("input", { type, name, checked, required: type === "radio", onchange: pick }),
      el("span", {}, label));
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
      oninput: (/** @type {At<HTMLInputElement>} */ event) => change(event.target.value),
    }));
  },

  prose(item, value, change) {
    return labelled(item.ask, el("textarea", {
      rows: 5, value: value ?? "",
      oninput: (/** @type {At<HTMLTextAreaElement>} */ event) => change(event.target.value),
    }));
  },

  recall: (item) => el("div", {}, el("p", {}, item.ask),
    el("blockquote", {}, item.value || "You have not answered that question yet.")),

  result: (item) => el("div", {}, el("p", {}, item.ask), el("p.result", {},
    item.value ? `The last value you checked: ${item.value.value}`
      : "No value checked yet: run your line in the code cell.")),
}));

const earlier = (/** @type {string[]} */ texts) => el("div.earlier", {},
  el("p", {}, "Your first answer:"), texts.map((text) => el("blockquote", {}, text)));

// ---- an answer that is committed

const FEW = 4; // verdicts that are all open

/**
 * Verdicts as a list. Equal reasons are said once; of many, those that say nothing new about the
 * answer wait behind one line.
 * @param {Verdict[]} verdicts
 */
function reasons(verdicts) {
  /** @type {Map<string, Verdict[]>} */
  const groups = new Map();
  verdicts.forEach((v) => {
    const same = JSON.stringify([v.mark, v.because, v.opened]);
    groups.set(same, [...groups.get(same) ?? [], v]);
  });
  const list = (/** @type {Verdict[][]} */ some) => el("ul.verdicts", {}, some.map((same) =>
    el(`li.${same[0].mark}`, {},
      el("strong", {}, headed(same[0].word, same.map(({ part }) => part).join("; "))),
      same[0].opened ? el("blockquote", {}, same[0].opened) : null,
      same[0].because ? el("p", {}, same[0].because) : null)));
  const all = [...groups.values()];
  if (all.length <= FEW) return [list(all)];
  const first = all.filter(([v]) => !v.waits);
  const rest = all.filter(([v]) => v.waits);
  return [first.length ? list(first) : null, rest.length ? el("details", {},
    el("summary", {}, `${first.length ? "The other reasons" : "The reasons"} (${rest.length})`),
    list(rest)) : null];
}

/**
 * @param {Item} item
 * @param {(item: Item) => void} publish
 */
function answered(item, publish) {
  if (item.kind === "recall") return EDITORS.recall(item);
  // A judged choice says its options first, then how sure.
  const ofChoice = item.kind === "choice" && item.verdicts.length > 0;
  const said = item.said?.length || item.verdicts.length ? item.said ?? [] : ["(no answer)"];
  const quotes = said.map((text) => ofChoice ? el("span.surely", {}, ` ${text}`)
    : el("blockquote", {}, text));
  return el("div", {}, el("p.ask", {}, item.ask, ...(ofChoice ? quotes : [])),
    item.first ? [earlier(item.first), el("p", {}, "Your answer now:")] : null,
    ofChoice ? null : quotes,
    item.changed ? EDITORS.diff(item.changed) : null,
    item.editor === "page"
      ? el("button", { onclick: () => publish(item) }, "Publish my page") : null,
    ANSWERED[item.kind]?.(item) ?? null, reasons(item.verdicts),
    item.rubric ? el("details", {}, el("summary", {}, "Check your answer against the rubric"),
      el("ul", {}, item.rubric.map((row) => el("li", {}, row)))) : null);
}

// ---- a step

/**
 * The button that commits, or a question that comes after it.
 * @param {number} number of the exercise
 * @param {string} asks
 * @param {() => void} ready
 * @param {(question: string) => void} ask
 * @param {() => void} commit
 */
function commitRow(number, asks, ready, ask, commit) {
  if (!asks) {
    return el("div.commit", {},
      el("p", {}, "Saved as you write. Nothing is judged until you commit."),
      el("button.main", { onclick: ready }, "Commit my answer",
        el("span.hidden", {}, ` to exercise ${number}`)));
  }
  // The safe button stands where the first one stood: a double click or a held key is no yes.
  const id = newId();
  return el("div.commit", { "data-asks": "", onkeydown: (/** @type {KeyboardEvent} */ { key }) => {
    if (key === "Escape") ask("");
  } },
    el("p", { id }, asks),
    el("button", { onclick: () => ask(""), "aria-describedby": id }, "Keep editing"),
    el("button.main", { onclick: commit, "aria-describedby": id }, "Commit"));
}

/**
 * @param {Item} item
 * @param {Value} value
 * @param {(value: Value) => void} change
 * @param {Talk} talk
 */
function openItem(item, value, change, talk) {
  const edit = /** @type {Editor<any>} */ (
    EDITORS[/** @type {keyof Editors} */ (item.editor ?? item.kind)]);
  const hints = item.hints.map((hint, n) =>
    el("p.hint", { tabindex: -1 }, `Hint ${n + 1}: ${hint}`));
  const more = item.hintsLeft ? el("button", {
    onclick: () => talk.ask({ do: "hint" }, ".course-hint"),
  }, `Hint (${item.hintsLeft} left)`, el("span.hidden", {}, ` for: ${item.ask}`)) : null;
  return el("div.item", { "data-item": item.id, "data-source": item.source,
    "data-lit": JSON.stringify(item.lit) }, item.first ? earlier(item.first) : null,
    edit(item, value, change, talk), hints, more);
}

/**
 * @param {Step} step
 * @param {number} number
 * @param {(item: Item) => HTMLElement} renderItem
 * @param {HTMLElement | null} commits
 */
function renderStep(step, number, renderItem, commits) {
  const reads = step.reads.length ? el("section.reads", {},
    el("h5", {}, step.readsTitle || "How an expert thinks"),
    el("ol", {}, step.reads.map(([text, comment]) =>
      el("li", {}, el("p", {}, text), el("p.comment", {}, comment))))) : null;
  const title = step.title || `Step ${number}`;
  const items = step.items.map(renderItem);
  return el("section.step", { "data-step": step.id },
    step.frozen ? el("h4.feedback", { tabindex: -1 }, `${title} · your answer`)
      : el("h4", {}, title),
    step.notes.map((note) => el("p", {}, note)), step.frozen ? null : reads,
    step.differs
      ? [el("h5", {}, `Word by word: ${step.differs.title}`), EDITORS.diff(step.differs)] : null,
    step.older ? el("p", {}, "You answered an older version of this step, so it is not judged.")
      : null,
    items, step.frozen ? reads : commits);
}

/**
 * What was written here to a question that was answered elsewhere first.
 * @param {Pair[]} left
 * @param {() => void} takeAway
 */
const leftOver = (left, takeAway) => el("div.warning", { role: "group",
  "aria-label": "Not committed" },
  el("p", {}, "Another answer was committed first and counts. Copy what you still need, then " +
    "remove this."),
  left.map(([ask, words]) => [el("p.ask", {}, ask), el("blockquote", {}, words)]).flat(),
  el("button", { onclick: takeAway }, "Remove"));

/**
 * A redraw must not throw a writer out of the box, nor let the next key fall into another one.
 * @param {HTMLElement} root
 * @param {() => void} redraw
 */
function inPlace(root, redraw) {
  const active = /** @type {HTMLInputElement | null} */ (
    root.contains(document.activeElement) ? document.activeElement : null);
  const item = active?.closest("[data-item]")?.getAttribute("data-item");
  const controls = () => /** @type {HTMLInputElement[]} */ ([
    ...(item ? root.querySelector(`[data-item="${item}"]`) : root)
      ?.querySelectorAll("input, textarea, select, button, summary, [tabindex='0']") ?? []]);
  const place = active ? controls().indexOf(active) : -1;
  const caret = active?.selectionStart ?? null; // only texts have one
  redraw();
  if (place < 0) return;
  const again = controls()[place];
  (again ?? root).focus({ preventScroll: true });
  if (caret !== null) again?.setSelectionRange(caret, caret);
}

// ---- the exercise

/** @type {(model: Model<ExerciseView>, root: HTMLElement) => () => void} */
function renderExercise(model, root) {
  const status = el("p.status", { role: "status" });
  const body = el("div");
  const sources = shelf();
  const strip = el("p.strip");
  let timer = 0;
  let asked = ""; // what is asked before a commit: a redraw of the step leaves it standing
  let askedOf = "";
  let underWay = false; // a second click on the button that commits is the same click
  /** @type {Element[]} */
  let hidden = []; // cells of the notebook that fold with the exercise
  let closed = false;
  let book = ""; // whose answers are shown, and since which fresh start
  const view = () => model.get("view");
  const unsent = unsentAt(() => `course:${view().learner}:${view().course}:${view().exercise}`);
  const openStep = () => view().steps.find((step) => !step.frozen);
  const say = (/** @type {string} */ text, live = "polite") => {
    status.setAttribute("aria-live", live); // "Saved" after every pause would drown the rest
    status.textContent = text;
  };
  const line = wire(model, (what) => {
    if (what === "open") return; // nothing of the student's is at stake yet
    unsent.lost();
    body.inert = underWay = false;
    say("Not saved: the kernel does not answer. This tab keeps it. Run the cell again.");
  });

  // ---- what is said

  const clear = () => body.querySelectorAll(".course-error").forEach((old) => old.remove());

  /**
   * Warns at an item, or in the status line where there is none.
   * What is said while a student picks stands below: the list must not move under the hand.
   * @param {string | undefined} id
   * @param {string} text
   * @param {"prepend" | "append"} [where]
   */
  function warn(id, text, where = "prepend") {
    clear();
    const item = body.querySelector(`[data-item="${id}"]`);
    if (!item) { say(text); return null; }
    const note = el("p.error", { id: newId(), role: "alert" }, `! ${text}`);
    item[where](note);
    note.scrollIntoView({ block: "nearest" });
    return note;
  }

  function notCommitted(/** @type {Reply} */ reply) {
    ask("");
    const note = warn(reply.item, reply.why ?? "");
    if (!note) return;
    say("Not committed yet.", "off");
    const item = note.parentElement;
    /** @type {HTMLElement | null | undefined} */
    const control = item?.querySelector(":is(input, select):invalid") ?? // required and not given
      item?.querySelector("textarea, input, select, [tabindex='0']");
    control?.setAttribute("aria-describedby", note.id);
    control?.focus();
  }

  // ---- what is sent

  function changed(/** @type {string} */ id, /** @type {Value} */ value) {
    unsent.write(id, value);
    clearTimeout(timer);
    timer = setTimeout(saveDraft, DRAFT_AFTER);
    clear();
    say("Writing…", "off");
  }

  function saveDraft() {
    clearTimeout(timer);
    const step = openStep();
    if (unsent.isSent() || !step) return;
    const saved = unsent.send();
    line.send({ do: "draft", step: step.id, answers: unsent.news() }, (reply) => {
      if (reply.why) { // the writer stays where the next word comes
        const short = reply.saved ? "All but one answer is saved." : "Not saved.";
        if (warn(reply.item, reply.why)) say(short, "off");
      } else if (saved()) say(`Saved ${clock(reply.saved)}`, "off");
    });
  }

  /** What is lacking is said before the question. */
  function ready() {
    if (underWay) return;
    underWay = true;
    line.send({ do: "ready", step: openStep()?.id, answers: unsent.values() },
      (reply) => {
        underWay = false;
        if (reply.why) notCommitted(reply);
        else if (reply.asks) ask(reply.asks);
        else commit();
      });
  }

  function ask(/** @type {string} */ question) {
    asked = question;
    askedOf = openStep()?.id ?? "";
    const row = commits();
    body.querySelector(".course-commit")?.replaceWith(row);
    row.querySelector("button")?.focus();
  }

  function commit() {
    body.inert = underWay = true; // what is typed now would be in neither answer
    clearTimeout(timer);
    const saved = unsent.send();
    const step = openStep()?.id;
    line.send({ do: "commit", step, answers: unsent.values() }, (reply) => {
      body.inert = underWay = false;
      if (reply.why) { notCommitted(reply); return; }
      saved();
      say(`Committed and saved ${clock(reply.saved)}.${view().done ? " Finished." : ""}`);
      /** @type {HTMLElement | null} */
      const heading = body.querySelector(`[data-step="${step}"] .course-feedback`);
      heading?.focus();
      heading?.scrollIntoView({ block: "center" });
    });
  }

  const publish = (/** @type {Item} */ item) => line.send({ do: "publish", item: item.id },
    (reply) => {
      if (reply.file) saveFile(reply.file);
      say(reply.why ?? `Published: look for ${reply.file?.name} in your downloads.`);
      status.scrollIntoView({ block: "nearest" });
    });

  /**
   * Asks about one item; what Python says is shown inside the item, at `place`.
   * @type {(item: Item, step: Step) => Talk["ask"]}
   */
  const askAbout = (item, step) => (message, place) => {
    saveDraft();
    line.send({ step: step.id, item: item.id, ...message }, (reply) => {
      if (reply.why) { say(reply.why); return; }
      const said = [...body.querySelectorAll(`[data-item="${item.id}"] ${place}`)].at(-1);
      /** @type {HTMLElement | undefined} */ (said)?.focus();
    });
  };

  // ---- what is shown

  const commits = () => commitRow(view().number, openStep()?.id === askedOf ? asked : "",
    ready, ask, commit);

  function step(/** @type {Step} */ one, /** @type {number} */ place) {
    return renderStep(one, place + 1, (item) => (one.frozen ? answered(item, publish)
      : openItem(item, unsent.values()[item.id] ?? item.value, (value) => changed(item.id, value),
        { say, warn: (text) => warn(item.id, text, "append"), ask: askAbout(item, one) })),
    one.frozen ? null : commits());
  }

  function render() {
    const seen = view();
    if (book && book !== seen.book) { // nothing of the former one may be saved here
      clearTimeout(timer);
      unsent.clear();
      sources.close();
      asked = "";
      say("");
    }
    book = seen.book;
    if (unsent.hold(seen.steps)) say("What you wrote was not committed. It is shown, to copy.");
    const opener = seen.steps.find((one) => one.opens);
    const left = unsent.left().length ? leftOver(unsent.left(), () => {
      unsent.takeAway();
      render();
      root.focus();
    }) : "";
    // On a narrow page the sources stand before the questions that they are read for.
    const steps = seen.steps.map((one, place) => [one === openStep() ? left : "",
      step(one, place)]);
    const read = opener?.frozen ? seen.steps.indexOf(opener) + 1 : 0;
    const pane = sources.draw(seen.cards, read > 0, `Sources of exercise ${seen.number}`);
    const title = `Exercise ${seen.number} · ${seen.title}`;
    root.dataset.done = String(seen.done);
    root.toggleAttribute("data-folded", fold.isShut());
    hide();
    const turn = fold.isExtra()
      ? fold.line(title, minutesOf(seen, id()), root, hidden.length > 0) : null;
    if (turn && fold.isShut()) {
      body.replaceChildren(el("h3", {}, turn));
      return;
    }
    const next = openStep() ? "" : el("p.done", {}, "✓ Finished.",
      seen.cards.some((data) => data.notes.length)
        ? " “About this text”, under each text, is there now." : "");
    body.replaceChildren(
      el("h3", {}, title), turn ?? "", el("div.head", {}, strip, next),
      ...seen.warnings.map((text) => el("p.warning", {}, text)),
      el(pane ? "div.desk" : "div", {}, el("div.before", {}, steps.slice(0, read).flat()), pane,
        el("div.after", {}, steps.slice(read).flat(), openStep() ? "" : left)));
  }

  const id = () => view().exercise.split("/")[1];
  const told = () => {
    strip.textContent = placeOf(view(), id());
    hide();
  };
  // Cells that come later are seen to when the bar tells how far one is.
  const hide = () => {
    hidden.forEach((cell) => cell.classList.remove("course-off"));
    hidden = fold.isShut() ? cellsOf(root.closest(".jp-Cell")) : [];
    hidden.forEach((cell) => cell.classList.add("course-off"));
  };
  const redraw = () => inPlace(root, render);
  const fold = folding(view, () => {
    saveDraft();
    redraw();
    told();
  });
  window.addEventListener("course-lesson", told);
  root.classList.add("course-exercise");
  root.dataset.exercise = view().exercise;
  root.setAttribute("aria-label", `Exercise ${view().number}`);
  root.append(body, status);
  unsent.load();
  render();
  told();
  const back = !unsent.isSent();
  model.on("change:view", redraw);
  root.addEventListener("focusout", saveDraft);
  root.addEventListener("focusin", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const lit = target.closest("[data-lit]")?.getAttribute("data-lit");
    const source = [target.closest("[data-source]"), target.closest("[data-lit]")]
      .map((one) => one?.getAttribute("data-source")).find(Boolean);
    if (lit) sources.bring(source ?? "", JSON.parse(lit));
  });
  window.addEventListener("pagehide", saveDraft);
  line.send({ do: "open" }, () => {
    if (back && !unsent.isSent()) {
      saveDraft();
      say("An answer that was not saved was brought back.");
    } else if (view().savedAt && !view().done) say(`Saved ${clock(view().savedAt)}`, "off");
    if (!closed) hide(); // only now the widget stands in its cell
    root.dataset.synced = "";
  });
  root.dataset.ready = "";
  scrollToOpen(root, view().of);
  return () => {
    saveDraft();
    closed = true;
    hidden.forEach((cell) => cell.classList.remove("course-off"));
    fold.end();
    line.close();
    model.off("change:view", redraw);
    window.removeEventListener("course-lesson", told);
    window.removeEventListener("pagehide", saveDraft);
  };
}

export default widget(renderExercise);
