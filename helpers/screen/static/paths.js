// @ts-check
// ---- the time a student has: which parts of a lesson are open, and how much of it is left

const PATHS = ["short", "core", "further"];

/** @param {Part} seen */
const lessonKey = ({ course, lesson }) => `${course}:${lesson}`;

/**
 * The path chosen in this browser; two periods where nobody chose.
 * @param {Part} seen
 */
function chosenPath(seen) {
  let kept = window.coursePaths?.[lessonKey(seen)] ?? "";
  try {
    kept ||= localStorage.getItem(`course-path:${lessonKey(seen)}`) ?? "";
  } catch { /* none */ }
  return PATHS.includes(kept) ? kept : "core";
}

/**
 * @param {Part} seen
 * @param {string} path
 */
function choosePath(seen, path) {
  (window.coursePaths ??= {})[lessonKey(seen)] = path;
  try {
    localStorage.setItem(`course-path:${lessonKey(seen)}`, path);
  } catch { /* then for this page only */ }
  window.dispatchEvent(new CustomEvent("course-path"));
}

/** @param {Part} seen */
const isOnPath = (seen) => PATHS.indexOf(seen.path) <= PATHS.indexOf(chosenPath(seen));

/** @param {[number, number]} minutes */
const range = ([fast, slow]) => Math.ceil(fast) < Math.ceil(slow)
  ? `${Math.ceil(fast)}-${Math.ceil(slow)}` : String(Math.ceil(slow));

/**
 * Where an exercise stands on the chosen path, as the bar last told: place, number, minutes left.
 * @param {Part} seen
 * @param {string} id of the exercise in its lesson
 */
function placeOf(seen, id) {
  const told = window.courseLessons?.[lessonKey(seen)];
  const path = told?.paths.filter((one) => PATHS.indexOf(one.path) <= PATHS.indexOf(
    chosenPath(seen))).at(-1);
  const own = path?.exercises[id];
  if (!told || !path || !own) return "";
  const ids = Object.keys(path.exercises);
  const done = new Set((told.progress ?? []).flatMap(([one, , , state]) =>
    (state === "done" ? [one] : [])));
  const open = ids.filter((one) => !done.has(one)).map((one) => path.exercises[one]);
  const left = /** @type {[number, number]} */ ([0, 1].map(
    (n) => open.reduce((sum, one) => sum + one[n], 0)));
  const stop = told.stop === id && path.path !== "short"
    ? " A good place to stop is at the end of this one." : "";
  return `${ids.indexOf(id) + 1} of ${ids.length} on your path. ` +
    (open.length ? `About ${range(left)} minutes left.${stop}` : "All of it is done.");
}

/**
 * The minutes of an exercise on the longest path, in words; nothing where no bar has told.
 * @param {Part} seen
 * @param {string} id
 */
function minutesOf(seen, id) {
  const own = window.courseLessons?.[lessonKey(seen)]?.paths.at(-1)?.exercises[id];
  return own ? range(own) : "";
}

/**
 * The cells that belong to an exercise: its data lab or table before it; and what follows it, such
 * as a figure, up to the next heading. They have no exercise or note in them.
 * @param {HTMLElement} root
 */
function cellsOf(root) {
  const own = root.closest(".jp-Cell");
  const stands = (/** @type {Element | null} */ cell) => cell?.matches(".jp-Cell") &&
    !cell.querySelector(".course, h1, h2");
  const run = (/** @type {"previousElementSibling" | "nextElementSibling"} */ way) => {
    /** @type {Element[]} */
    const found = [];
    let cell = own?.[way] ?? null;
    for (; cell && stands(cell); cell = cell[way]) found.push(cell);
    return { found, end: cell };
  };
  const [before, after] = [run("previousElementSibling"), run("nextElementSibling")];
  // What stands before another exercise belongs to that one.
  const ends = !after.end || !after.end.querySelector(".course, [data-mime-type*='widget']");
  return [...before.found, ...ends ? after.found : []];
}

/**
 * What does not belong to the chosen time is one line, which opens it all the same.
 * @param {() => Part} seen
 * @param {() => void} redraw
 * @returns {Fold}
 */
function folding(seen, redraw) {
  let opened = false;
  const chosen = () => { opened = false; redraw(); };
  const turn = (/** @type {HTMLElement} */ root) => {
    opened = !opened;
    redraw();
    /** @type {HTMLElement | null} */ (root.querySelector(".course-fold"))?.focus();
  };
  window.addEventListener("course-path", chosen);
  return {
    isShut: () => !opened && !isOnPath(seen()),
    line(title, minutes, root, more = false) {
      const also = (minutes && ` · ${minutes} minutes`) +
        (more ? " · its table or code opens above it" : "");
      return el("button.fold", { "aria-expanded": String(opened), onclick: () => turn(root) },
        el("span", { "aria-hidden": "true" }, opened ? "▾ " : "▸ "),
        `Not on your path: ${title}${also}`);
    },
    isExtra: () => !isOnPath(seen()),
    end: () => window.removeEventListener("course-path", chosen),
  };
}
