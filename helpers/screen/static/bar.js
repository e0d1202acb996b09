// @ts-check
// The lesson bar, and what it does with the browser's copy. keep.js adds to the copy; here it is
// brought in line with the disk, offered to an empty disk, and forgotten.

const LARGEST_FILE = 2_000_000;
/** @type {Record<string, string>} */
const WHERE = { short: "", core: " (two periods)", further: " (extra)" };
/** @type {Record<string, string>} */
const TIMES = { short: "One period", core: "Two periods", further: "Everything" };

/**
 * Every copy of a course in this browser, with those of its lines that are what its key says.
 * @param {string} copy
 * @param {string} course
 * @returns {Copy[]}
 */
function copiesOf(copy, course) {
  const start = copyKey(copy, "");
  /** @type {string[]} */
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch { /* none */ }
  return keys.map((key) => ({ learner: key.slice(start.length), lines: readCopy(key) }))
    .map(({ learner, lines }) => ({ learner, lines: lines.filter((line) =>
      actOf(line).course === course && actOf(line).learner === learner) }))
    .filter(({ lines }) => lines.length);
}

/**
 * The lines of a copy that the disk lacks: commits, and drafts of which an item is later than what
 * the disk has of it.
 * @param {string[]} copy
 * @param {string[]} disk
 */
function missing(copy, disk) {
  const acts = disk.map(actOf);
  const place = (/** @type {Act} */ act, item = "") =>
    JSON.stringify([act.lesson, act.exercise, act.step, item]);
  const items = (/** @type {Act} */ act) => Object.keys(act.answers ?? {});
  const ids = new Set(acts.map((act) => act.id));
  /** @type {Record<string, string>} */
  const last = {}; // a line that is not needed any more is not lost
  /** @type {Record<string, string>} */
  const commits = {};
  acts.forEach((act) => {
    const at = String(act.at);
    if (act.do === "commit") {
      if (!(commits[place(act)] <= at)) commits[place(act)] = at;
    } else items(act).forEach((item) => {
      if (!(last[place(act, item)] >= at)) last[place(act, item)] = at;
    });
  });
  return copy.filter((line) => {
    const act = actOf(line);
    const at = String(act.at);
    if (ids.has(act.id)) return false;
    if (act.do === "draft") {
      return !(place(act) in commits) &&
        items(act).some((item) => !(last[place(act, item)] >= at));
    }
    // A commit may rest on an earlier value of a lab; a later one counts no more.
    return act.do !== "try" || !(at > (commits[place(act)] ?? "~"));
  });
}

/**
 * The copies to offer: of the learner's own the lines that the disk lacks; of others all, if the
 * disk was empty when they were first offered, until they are taken or refused.
 * @param {Copy[]} copies
 * @param {BarView} seen
 * @param {string[]} disk
 * @param {string[]} standing whose copies were offered to this learner before
 * @returns {Copy[]}
 */
function toOffer(copies, { learner, here, fixed }, disk, standing) {
  const free = (/** @type {string} */ other) => !fixed && !here.includes(other) &&
    (!disk.length || standing.includes(other));
  return copies.filter((copy) => learner && (copy.learner === learner || free(copy.learner)))
    .map((copy) => ({ ...copy, beside: disk.length > 0,
      lines: copy.learner === learner ? missing(copy.lines, disk) : copy.lines }))
    .filter((copy) => copy.lines.length);
}

/**
 * @param {string} copy
 * @param {string} learner
 */
const offersKey = (copy, learner) => `course-offers:${copy}:${learner}`;

/** @param {string} key */
function readOffers(key) {
  try { return (localStorage.getItem(key) ?? "").split("\n").filter(Boolean); } catch { return []; }
}

/**
 * @param {string} key
 * @param {string[]} learners
 */
function writeOffers(key, learners) {
  try {
    if (learners.length) localStorage.setItem(key, learners.join("\n"));
    else localStorage.removeItem(key);
  } catch { /* then the offer stands in this page only */ }
}

/** @param {string} key */
function dropCopy(key) {
  try {
    localStorage.setItem(key, ""); // first empty: a value that goes is news for the other tabs
    localStorage.removeItem(key);
  } catch { /* there was none */ }
}

/** @param {string} learner */
function forgetUnsent(learner) {
  try {
    Object.keys(sessionStorage).filter((key) => key.startsWith(`course:${learner}:`))
      .forEach((key) => sessionStorage.removeItem(key));
  } catch { /* there was none */ }
}

/** @param {string} iso */
function when(iso, withDay = false) {
  const date = new Date(iso);
  if (Number.isNaN(Number(date))) return "";
  if (!withDay && date.toDateString() === new Date().toDateString()) return clock(iso);
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${clock(iso)}`;
}

/**
 * @param {string} label
 * @param {Pair[]} codes
 * @param {string} name
 * @param {(code: string) => void} take
 */
function picker(label, codes, name, take) {
  const select = el("select", {}, codes.map(([value, text]) => el("option", { value }, text)));
  return el("div.pick", {}, labelled(label, select),
    el("button", { onclick: () => take(select.value) }, name));
}

/** @type {(model: Model<BarView>, root: HTMLElement) => () => void} */
function renderBar(model, root) {
  const status = el("p.status", { role: "status" });
  const saved = el("p", {}); // no live region: it changes with every draft
  const offers = el("div");
  const forgetButton = el("button", { onclick: () => forget() }, "Forget the copy in this browser");
  const body = el("div");
  const view = () => model.get("view");
  const say = (/** @type {string} */ text) => {
    status.textContent = text;
    status.scrollIntoView({ block: "nearest" });
  };
  const ownKey = () => copyKey(view().copy, view().learner);
  const ownOffers = () => offersKey(view().copy, view().learner);
  /** @type {Set<string>} */
  const notMine = window.courseNotMine ??= new Set();
  /** @type {Copy[]} */
  let found = []; // copies with answers that the disk lacked when Python last said what it holds
  let last = "";
  const line = wire(model, (what) => {
    if (what !== "open") say("The kernel does not answer. Run this cell again.");
  });

  // ---- the copy in this browser

  function sync(/** @type {string[]} */ lines) {
    const { course, copy, learner } = view();
    found = toOffer(copiesOf(copy, course), view(), lines, readOffers(ownOffers()));
    writeOffers(ownOffers(), found.map((one) => one.learner).filter((one) => one !== learner));
    window.courseOffered = new Set(found.flatMap((one) => one.lines));
    if (learner && lines.length) { // what the disk lacks stays until it is back
      writeCopy(ownKey(), [...missing(readCopy(ownKey()), lines), ...lines]);
    }
    renderSaved();
    renderOffers();
  }

  function renderSaved() {
    const at = when(last);
    forgetButton.hidden = !last || !view().copy;
    const full = window.courseNoCopy;
    const none = window.courseForgot || !view().copy;
    const copy = none ? " on disk; no copy is kept in this browser."
      : full ? " on disk; this browser keeps no copy, for its storage is full or switched off."
      : "; a copy is in this browser.";
    saved.textContent = at ? `Saved ${at}${copy}` : "Nothing is saved in this lesson yet.";
  }

  function renderOffers() {
    offers.replaceChildren(...found.filter((copy) => !window.courseForgot &&
      !notMine.has(copy.learner)).map(offer));
  }

  function offer(/** @type {Copy} */ { learner, lines, beside }) {
    const acts = lines.map(actOf);
    const latest = acts.map((act) => String(act.at)).sort().at(-1) ?? "";
    const to = new Set(acts.map((act) => `${act.lesson}/${act.exercise}`)).size;
    const other = learner !== view().learner;
    return el("div.offer", { role: "group", "aria-label": `Answers of ${learner}` },
      el("p", {}, `This browser holds answers of ${learner} to ${to} ${
        to === 1 ? "exercise" : "exercises"} (last ${when(latest, true)})` +
        `${beside ? " that are not on this disk." : "."}`),
      other ? el("p", {},
        "If they are yours, bring them back: what you wrote here since goes along.") : null,
      el("button.main", { onclick: () => line.send(
        { do: "restore", text: `${lines.join("\n")}\n`, join: true }, after) }, "Bring them back"),
      el("button", { onclick: () => {
        notMine.add(learner);
        writeOffers(ownOffers(), readOffers(ownOffers()).filter((one) => one !== learner));
        renderOffers();
        say("They stay in this browser for the learner they belong to.");
        root.focus();
      } }, "Not mine"));
  }

  function forget() {
    const { learner, folder } = view();
    window.courseForgot = true;
    dropCopy(ownKey());
    forgetUnsent(learner);
    renderSaved();
    renderOffers();
    say(`This browser has forgotten the answers of ${learner} and keeps none until the page is ` +
      `opened anew. On disk they stay in ${folder}.`);
  }

  function forgottenElsewhere(/** @type {StorageEvent} */ event) {
    if (event.key !== ownKey() || event.newValue !== "") return;
    window.courseForgot = true;
    renderSaved();
  }

  // ---- what the student asks for

  function after(/** @type {Reply} */ reply) {
    if (reply.why) { say(reply.why); return; }
    const { lines = [] } = reply;
    const old = reply.moved === view().learner ? "" : reply.moved;
    if (old) { // what belongs to a code goes along with it
      writeOffers(ownOffers(), readOffers(offersKey(view().copy, old)));
      writeOffers(offersKey(view().copy, old), []);
    }
    sync(lines);
    if (old && !missing(readCopy(copyKey(view().copy, old)), lines).length) {
      try { localStorage.removeItem(copyKey(view().copy, old)); } catch { /* there was none */ }
    }
    say(reply.note ?? "");
  }

  async function restore(/** @type {At<HTMLInputElement>} */ event) {
    const file = event.target.files?.[0];
    if (!file) return;
    event.target.value = "";
    if (file.size > LARGEST_FILE) {
      say("This file is over 2 MB, so it is not an export of this course. Nothing was changed.");
      return;
    }
    line.send({ do: "restore", text: await file.text() }, after);
  }

  function afresh() {
    const row = el("div", {});
    const rest = (focus = false) => {
      const button = el("button", { onclick: ask }, "Start this lesson afresh");
      row.replaceChildren(button);
      if (focus) button.focus();
    };
    function ask() {
      const no = el("button", { onclick: () => rest(true) }, "Keep my answers");
      row.replaceChildren(el("p", {}, "Begin this lesson again, with empty boxes? Your answers " +
        "are put aside in a file, not deleted."), no, el("button.main", { onclick: () => {
        const { lesson } = view();
        line.send({ do: "afresh" }, (reply) => {
          // Those answers are not lost, so the copy must not offer them.
          if (!reply.why) writeCopy(ownKey(), readCopy(ownKey()).filter((one) =>
            actOf(one).lesson !== lesson));
          rest(true);
          after(reply);
        });
      } }, "Start afresh"));
      no.focus();
    }
    rest();
    return row;
  }

  // ---- rendering

  const rename = (/** @type {string} */ code) => line.send({ do: "rename", code }, after);
  const choose = (/** @type {string} */ code) => line.send({ do: "choose", code }, after);
  const pairs = (/** @type {string[]} */ codes, also = "") =>
    codes.map((code) => /** @type {Pair} */ ([code, code + also]));
  const known = (/** @type {BarView} */ seen) => pairs(seen.here, " (has answers here)");
  const fresh = (/** @type {BarView} */ seen) => pairs(seen.codes.slice(0, 1), " (new)");

  function own(/** @type {BarView} */ seen) {
    const upload = el("input", { type: "file", accept: ".html,.jsonl", onchange: restore });
    return [
      ...(seen.warnings ?? []).map((text) => el("p.warning", {}, text)),
      el("p", {}, "Your code: ", el("strong", {}, seen.learner)),
      seen.isNew ? picker("This code stands for you, never a name. Keep it or take another:",
        pairs([seen.learner, ...seen.codes]), "Take this code", rename) : null,
      el("div.pick", {}, saved, forgetButton),
      el("details", {}, el("summary", {}, seen.done),
        el("ol", {}, seen.progress?.map(([, title, path, state]) =>
          el("li", {}, `${title}${WHERE[path]} – ${state}`)))),
      el("details.yours", {},
        el("summary", {}, "Your answers: export, restore, start afresh, change code"),
        el("p", {}, `Every answer is saved in ${seen.folder} as you write.`),
        el("p", {}, "By keyboard: Shift+Tab goes from a cell back into the exercise above it, " +
          "Escape leaves it."),
        el("button", { onclick: () => line.send({ do: "export" }, (reply) => {
          if (reply.file) saveFile(reply.file);
          say(reply.why ?? `Exported: look for ${reply.file?.name} in your downloads.`);
        }) }, "Export my answers"),
        labelled("Restore from an exported file", upload),
        el("h3", {}, "Start afresh"), afresh(),
        el("h3", {}, "Change code"),
        seen.fixed ? el("p", {}, "This computer gives you your code.") : [
          picker("A new code for me (my answers go along)", pairs(seen.codes), "Change my code",
            rename),
          picker("I am somebody else", [...fresh(seen), ...known(seen)], "Go on as this learner",
            choose)]),
    ];
  }

  const who = (/** @type {BarView} */ seen) => picker(
    "Several learners have answers here. Who are you?", [...known(seen), ...fresh(seen)],
    "Go on as this learner", choose);

  /** How much time a student has decides what is open. */
  function time(/** @type {BarView} */ seen) {
    if (seen.paths.length < 2) {
      return seen.paths.length ? el("p", {}, `About ${seen.paths[0].said} minutes.`) : null;
    }
    const name = newId();
    const chosen = seen.paths.filter(({ path }) =>
      PATHS.indexOf(path) <= PATHS.indexOf(chosenPath(seen))).at(-1);
    return el("fieldset.time", {}, el("legend", {}, "How much time have you?"),
      seen.paths.map(({ path, said, exercises }) => el("label.row", {},
        el("input", { type: "radio", name, checked: path === chosen?.path, onchange: () => {
          choosePath(seen, path);
          foldAhead(seen);
          say(path === "further" ? "All parts of the lesson are open."
            : "The rest is folded to one line each; Enter or a click opens it.");
        } }),
        el("span", {}, `${TIMES[path]}: ${said} minutes, ${
          exercises.length} exercises`))));
  }

  /** Exercises and notes hear from here how far the lesson is. */
  function tell() {
    const { course, lesson, paths, stop, progress } = view();
    (window.courseLessons ??= {})[lessonKey({ course, lesson })] =
      { paths, stop, progress };
    window.dispatchEvent(new CustomEvent("course-lesson"));
    foldAhead({ course, lesson });
  }

  function render() {
    const seen = view();
    const open = [...body.querySelectorAll("details")].map((one) => one.open);
    const had = body.contains(document.activeElement);
    last = seen.savedAt ?? "";
    body.replaceChildren(
      el("div.lesson", {}, el("h2.question", {}, seen.question),
        el("p", {}, `The move to learn: ${seen.move}`), time(seen),
        seen.contentNote ? el("p.warning", {}, seen.contentNote) : null), offers,
      ...[seen.learner ? own(seen) : who(seen)].flat().map((part) => part ?? ""));
    body.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? false; });
    if (had) {
      /** @type {HTMLElement} */ (body.querySelector(".course-yours summary") ?? root).focus();
    }
    renderSaved();
    tell();
  }

  const onSaved = (/** @type {Event} */ event) => {
    last = /** @type {CustomEvent<string>} */ (event).detail;
    renderSaved();
  };
  root.classList.add("course-bar");
  root.setAttribute("aria-label", "The lesson and your answers");
  root.append(body, status);
  render();
  model.on("change:view", render);
  window.addEventListener("course-saved", onSaved);
  window.addEventListener("storage", forgottenElsewhere);
  settle(root);
  line.send({ do: "open" }, (reply) => {
    if (reply.lines) sync(reply.lines);
    // Those who do not see the offer must hear of it before they answer anew.
    if (offers.childElementCount) status.textContent = "This browser holds answers that are not " +
      "on this disk: see “Bring them back” in the lesson's first cell.";
    root.dataset.synced = "";
  });
  return () => {
    line.close();
    model.off("change:view", render);
    window.removeEventListener("course-saved", onSaved);
    window.removeEventListener("storage", forgottenElsewhere);
  };
}

export default widget(renderBar);
