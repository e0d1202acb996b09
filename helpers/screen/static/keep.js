// @ts-check
// The browser's copy of the answers, besides the disk: one value for each course and learner, the
// journal lines. Anybody may have changed what stands there: it is only parsed and shown as text.

/**
 * `copy` is the name Python gives: the course, at a hub the user too; where it is empty no copy is
 * kept.
 * @param {string} copy
 * @param {string} learner
 */
const copyKey = (copy, learner) => (copy ? `course-copy:${copy}:${learner}` : "");

/**
 * @param {string} [line]
 * @returns {Act | null}
 */
function parsed(line) {
  try {
    const act = JSON.parse(line ?? "");
    return typeof act.id === "string" ? act : null;
  } catch { return null; }
}

/** @param {string} line one that was read by `readCopy`, or came from the disk */
const actOf = (line) => /** @type {Act} */ (parsed(line));

/**
 * Storage may be full or forbidden: then the bar says so, and the disk is what counts.
 * @param {string} key
 */
function readCopy(key) {
  try { return (localStorage.getItem(key) ?? "").split("\n").filter(parsed); } catch { return []; }
}

/**
 * @param {string} key
 * @param {string[]} lines
 */
function writeCopy(key, lines) {
  if (window.courseForgot || !key) return; // forgotten in this tab, until it is opened anew
  window.courseNoCopy = false;
  try {
    if (lines.length) localStorage.setItem(key, lines.join("\n"));
    else localStorage.removeItem(key);
  } catch { window.courseNoCopy = true; }
}

/**
 * A draft gives way to a later one of at least the same items, and to the commit of its step.
 * @param {Act} old
 * @param {Act} act
 */
const gaveWay = (old, act) => old.do === "draft" && old.lesson === act.lesson &&
  old.exercise === act.exercise && old.step === act.step &&
  (act.do === "commit" || act.do === "draft" &&
    Object.keys(old.answers ?? {}).every((item) => item in (act.answers ?? {})));

/**
 * Keeps the line of an act that is on disk, and tells the bar of this page.
 * @param {Reply} reply
 * @param {string} copy
 */
function keepLine({ line = "", saved }, copy) {
  const act = parsed(line);
  if (act) {
    const key = copyKey(copy, act.learner);
    // What is being offered to an empty disk stays until it is back.
    const others = readCopy(key).filter((one) => one !== line &&
      (window.courseOffered?.has(one) || !gaveWay(actOf(one), act)));
    writeCopy(key, [...others, line]);
  }
  window.dispatchEvent(new CustomEvent("course-saved", { detail: saved }));
}
