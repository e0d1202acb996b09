// The browser's copy of the answers, besides the disk: one value for each course and learner, the
// journal lines. Anybody may have changed what stands there: it is only parsed and shown as text.

const copyKey = (course, learner) => `course-copy:${course}:${learner}`;

function parsed(line) {
  try {
    const act = JSON.parse(line);
    return typeof act.id === "string" ? act : null;
  } catch { return null; }
}

/** Storage may be full or forbidden: then the bar says so, and the disk is what counts. */
function readCopy(key) {
  try { return (localStorage.getItem(key) ?? "").split("\n").filter(parsed); } catch { return []; }
}

function writeCopy(key, lines) {
  if (window.courseForgot) return; // in this tab, until it is opened anew
  window.courseNoCopy = false;
  try {
    if (lines.length) localStorage.setItem(key, lines.join("\n"));
    else localStorage.removeItem(key);
  } catch { window.courseNoCopy = true; }
}

/** A draft gives way to a later one of at least the same items, and to the commit of its step. */
const gaveWay = (old, act) => old.do === "draft" && old.lesson === act.lesson &&
  old.exercise === act.exercise && old.step === act.step &&
  (act.do === "commit" || act.do === "draft" &&
    Object.keys(old.answers ?? {}).every((item) => item in act.answers));

/** Keeps the line of an act that is on disk, and tells the bar of this page. */
function keepLine({ line, saved }) {
  const act = parsed(line);
  const key = copyKey(act.course, act.learner);
  // What is being offered to an empty disk stays until it is back.
  const others = readCopy(key).filter((one) => one !== line &&
    (window.courseOffered?.has(one) || !gaveWay(parsed(one), act)));
  writeCopy(key, [...others, line]);
  window.dispatchEvent(new CustomEvent("course-saved", { detail: saved }));
}
