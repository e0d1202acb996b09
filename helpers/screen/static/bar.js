// The lesson bar, and what it does with the browser's copy. keep.js adds to the copy; here it is
// brought in line with the disk, offered to an empty disk, and forgotten.

const LARGEST_FILE = 2_000_000;

/** Every copy of a course in this browser, with those of its lines that are what its key says. */
function copiesOf(course) {
  const start = copyKey(course, "");
  let keys = [];
  try { keys = Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { /* none */ }
  return keys.map((key) => ({ learner: key.slice(start.length), lines: readCopy(key) }))
    .map(({ learner, lines }) => ({ learner, lines: lines.filter((line) =>
      parsed(line).course === course && parsed(line).learner === learner) }))
    .filter(({ lines }) => lines.length);
}

/** The lines of a copy that the disk lacks: commits, and drafts later than what it has of a step. */
function missing(copy, disk) {
  const acts = disk.map(parsed);
  const step = (act) => JSON.stringify([act.lesson, act.exercise, act.step]);
  const ids = new Set(acts.map((act) => act.id));
  const last = {}; // a line that is not needed any more is not lost
  acts.forEach((act) => {
    const at = act.do === "commit" ? "~" : String(act.at); // nothing is later than a commit
    if (!(last[step(act)] >= at)) last[step(act)] = at;
  });
  return copy.filter((line) => {
    const act = parsed(line);
    return !ids.has(act.id) &&
      (act.do === "commit" || !(step(act) in last) || String(act.at) > last[step(act)]);
  });
}

function dropCopy(key) {
  try {
    localStorage.setItem(key, ""); // first empty: a value that goes is news for the other tabs
    localStorage.removeItem(key);
  } catch { /* there was none */ }
}

function forgetUnsent(learner) {
  try {
    Object.keys(sessionStorage).filter((key) => key.startsWith(`course:${learner}:`))
      .forEach((key) => sessionStorage.removeItem(key));
  } catch { /* there was none */ }
}

function when(iso, withDay = false) {
  const date = new Date(iso);
  if (Number.isNaN(Number(date))) return "";
  const today = !withDay && date.toDateString() === new Date().toDateString();
  const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
  return `${today ? "" : `${day} `}${clock(iso)}`;
}

function picker(label, codes, name, take) {
  const select = el("select", {}, codes.map(([value, text]) => el("option", { value }, text)));
  return el("div.pick", {}, labelled(label, select),
    el("button", { onclick: () => take(select.value) }, name));
}

function drawBar(model, root) {
  const status = el("p.status", { role: "status" });
  const saved = el("p", {}); // no live region: it changes with every draft
  const offers = el("div");
  const forgetButton = el("button", { onclick: () => forget() }, "Forget the copy in this browser");
  const body = el("div");
  const view = () => model.get("view");
  const say = (text) => {
    status.textContent = text;
    status.scrollIntoView({ block: "nearest" });
  };
  const ownKey = () => copyKey(view().course, view().learner);
  const notMine = window.courseNotMine ??= new Set();
  let found = []; // copies with answers that the disk lacked when Python last said what it holds
  let last = "";
  const line = wire(model, (what) => {
    if (what !== "open") say("The kernel does not answer. Run this cell again.");
  });

  // ---- the copy in this browser

  function sync(lines) {
    const { course, learner, here } = view();
    found = !learner ? [] : copiesOf(course)
      .filter((copy) => copy.learner === learner || (!lines.length && !here.includes(copy.learner)))
      .map((copy) => ({ ...copy, beside: lines.length > 0,
        lines: copy.learner === learner ? missing(copy.lines, lines) : copy.lines }));
    window.courseOffered = new Set(found.flatMap((copy) => copy.lines));
    if (learner && lines.length) { // what the disk lacks stays until it is back
      writeCopy(ownKey(), [...missing(readCopy(ownKey()), lines), ...lines]);
    }
    drawSaved();
    drawOffers();
  }

  function drawSaved() {
    const at = when(last);
    forgetButton.hidden = !last;
    const full = window.courseNoCopy;
    const copy = window.courseForgot ? " on disk; no copy is kept in this browser."
      : full ? " on disk; this browser keeps no copy, for its storage is full or switched off."
      : "; a copy is in this browser.";
    saved.textContent = at ? `Saved ${at}${copy}` : "Nothing is saved in this lesson yet.";
  }

  function drawOffers() {
    offers.replaceChildren(...found.filter((copy) => copy.lines.length && !window.courseForgot &&
      !notMine.has(copy.learner)).map(offer));
  }

  function offer({ learner, lines, beside }) {
    const latest = lines.map((one) => String(parsed(one).at)).sort().at(-1);
    const to = new Set(lines.map((one) => `${parsed(one).lesson}/${parsed(one).exercise}`)).size;
    return el("div.offer", { role: "group", "aria-label": `Answers of ${learner}` },
      el("p", {}, `This browser holds answers of ${learner} to ${to} ${
        to === 1 ? "exercise" : "exercises"} (last ${when(latest, true)})` +
        `${beside ? " that are not on this disk." : "."}`),
      el("button.main", { onclick: () =>
        line.send({ do: "restore", text: `${lines.join("\n")}\n` }, after) }, "Bring them back"),
      el("button", { onclick: () => {
        notMine.add(learner);
        drawOffers();
        say("They stay in this browser for the learner they belong to.");
        root.focus();
      } }, "Not mine"));
  }

  function forget() {
    const { learner, folder } = view();
    window.courseForgot = true;
    dropCopy(ownKey());
    forgetUnsent(learner);
    drawSaved();
    drawOffers();
    say(`This browser has forgotten the answers of ${learner} and keeps none until the page is ` +
      `opened anew. On disk they stay in ${folder}.`);
  }

  function forgottenElsewhere(event) {
    if (event.key !== ownKey() || event.newValue !== "") return;
    window.courseForgot = true;
    drawSaved();
  }

  // ---- what the student asks for

  function after(reply) {
    if (reply.why) { say(reply.why); return; }
    const old = reply.moved && reply.moved !== view().learner && copyKey(view().course, reply.moved);
    sync(reply.lines);
    if (old && !missing(readCopy(old), reply.lines).length) {
      try { localStorage.removeItem(old); } catch { /* there was none */ }
    }
    say(reply.note);
  }

  async function restore(event) {
    const file = event.target.files[0];
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
    const rest = (focus) => {
      const button = el("button", { onclick: ask }, "Start this lesson afresh");
      row.replaceChildren(button);
      if (focus) button.focus();
    };
    function ask() {
      const no = el("button", { onclick: () => rest(true) }, "Keep my answers");
      row.replaceChildren(el("p", {}, "Begin this lesson again, with empty boxes? Your answers are " +
        "put aside in a file, not deleted."), no, el("button.main", { onclick: () => {
        const { lesson } = view();
        line.send({ do: "afresh" }, (reply) => {
          // Those answers are not lost, so the copy must not offer them.
          if (!reply.why) writeCopy(ownKey(), readCopy(ownKey()).filter((one) =>
            parsed(one).lesson !== lesson));
          rest(true);
          after(reply);
        });
      } }, "Start afresh"));
      no.focus();
    }
    rest();
    return row;
  }

  // ---- drawing

  const rename = (code) => line.send({ do: "rename", code }, after);
  const choose = (code) => line.send({ do: "choose", code }, after);
  const known = (codes) => codes.map((code) => [code, `${code} (has answers here)`]);
  const fresh = (code) => [code, `${code} (new)`];

  function own(seen) {
    const upload = el("input", { type: "file", accept: ".html,.jsonl", onchange: restore });
    return [
      ...seen.warnings.map((text) => el("p.warning", {}, text)),
      el("p", {}, "Your code: ", el("strong", {}, seen.learner)),
      el("p", {}, "By keyboard: Shift+Tab goes from a cell back into the exercise above it, Escape leaves it."),
      seen.isNew ? picker("This code stands for you, never a name. Keep it or take another:",
        [seen.learner, ...seen.codes].map((code) => [code, code]), "Take this code", rename) : null,
      el("div.pick", {}, saved,
        forgetButton),
      el("details", {}, el("summary", {}, seen.done),
        el("ol", {}, seen.progress.map(([title, state]) => el("li", {}, `${title} – ${state}`)))),
      el("details.yours", {},
        el("summary", {}, "Your answers: export, restore, start afresh, change code"),
        el("p", {}, `Every answer is saved in ${seen.folder} as you write.`),
        el("button", { onclick: () => line.send({ do: "export" }, (reply) => {
          if (reply.file) saveFile(reply.file);
          say(reply.why ?? `Exported: look for ${reply.file.name} in your downloads.`);
        }) }, "Export my answers"),
        labelled("Restore from an exported file", upload),
        el("h3", {}, "Start afresh"), afresh(),
        el("h3", {}, "Change code"),
        seen.fixed ? el("p", {}, "This computer gives you your code.") : [
          picker("A new code for me (my answers go along)", seen.codes.map((code) => [code, code]),
            "Change my code", rename),
          picker("I am somebody else", [fresh(seen.codes[0]), ...known(seen.here)],
            "Go on as this learner", choose)]),
    ];
  }

  const who = (seen) => picker("Several learners have answers here. Who are you?",
    [...known(seen.here), fresh(seen.codes[0])], "Go on as this learner", choose);

  function draw() {
    const seen = view();
    const open = [...body.querySelectorAll("details")].map((one) => one.open);
    const had = body.contains(document.activeElement);
    last = seen.savedAt ?? "";
    const further = seen.further ? `, ${seen.further} more for the extra part` : "";
    body.replaceChildren(
      el("h2.question", {}, seen.question),
      el("p", {}, `${seen.minutes} minutes${further}. The move to learn: ${seen.move}`),
      seen.contentNote ? el("p.warning", {}, seen.contentNote) : "", offers,
      ...[seen.learner ? own(seen) : who(seen)].flat().filter((part) => part));
    body.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? false; });
    if (had) (body.querySelector(".course-yours summary") ?? root).focus();
    drawSaved();
  }

  const onSaved = (event) => {
    last = event.detail;
    drawSaved();
  };
  root.classList.add("course-bar");
  root.setAttribute("aria-label", "The lesson and your answers");
  root.append(body, status);
  draw();
  model.on("change:view", draw);
  window.addEventListener("course-saved", onSaved);
  window.addEventListener("storage", forgottenElsewhere);
  line.send({ do: "open" }, (reply) => {
    if (reply.lines) sync(reply.lines);
    // Those who do not see the offer must hear of it before they answer anew.
    if (offers.childElementCount) status.textContent = "This browser holds answers that are not " +
      "on this disk: see “Bring them back” in the lesson's first cell.";
    root.dataset.synced = "";
  });
  return () => {
    line.close();
    model.off("change:view", draw);
    window.removeEventListener("course-saved", onSaved);
    window.removeEventListener("storage", forgottenElsewhere);
  };
}

export default widget(drawBar);
