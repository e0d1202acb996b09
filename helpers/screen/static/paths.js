// @ts-check
// ---- the time a student has: which parts of a lesson are open, and how much of it is left

const PATHS = ["short", "core", "further"];

/** @param {Spot} seen */
const lessonKey = ({ course, lesson }) => `${course}:${lesson}`;

/**
 * The path chosen in this browser; two periods where nobody chose.
 * @param {Spot} seen
 */
function chosenPath(seen) {
  const chosen = window.coursePaths ??= {};
  let kept = chosen[lessonKey(seen)] ?? "";
  if (!kept) { // once a page: what another tab chooses folds nothing under a writer here
    try {
      kept = localStorage.getItem(`course-path:${lessonKey(seen)}`) ?? "";
    } catch { /* no storage here */ }
  }
  return chosen[lessonKey(seen)] = PATHS.includes(kept) ? kept : "core";
}

/**
 * @param {Spot} seen
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

const minutesSaid = (/** @type {[number, number]} */ minutes) =>
  `${range(minutes)} ${range(minutes) === "1" ? "minute" : "minutes"}`;

/**
 * Where an exercise stands on the chosen path, as the bar last told: place, number, minutes left.
 * @param {Part} seen
 * @param {string} id of the exercise in its lesson
 */
function placeOf(seen, id) {
  const told = window.courseLessons?.[lessonKey(seen)];
  const path = told?.paths.filter((one) => PATHS.indexOf(one.path) <= PATHS.indexOf(
    chosenPath(seen))).at(-1);
  const ids = path?.exercises.map(([one]) => one) ?? [];
  if (!told || !path || !ids.includes(id)) return "";
  const done = new Set((told.progress ?? []).flatMap(([one, , , state]) =>
    (state === "done" ? [one] : [])));
  const open = path.exercises.filter(([one]) => !done.has(one));
  // What is read between the exercises is spread over them.
  const left = /** @type {[number, number]} */ ([0, 1].map((n) =>
    open.reduce((sum, [, ...one]) => sum + one[n], path.between[n] * open.length / ids.length)));
  const stop = told.stop === id && path.path !== "short"
    ? " A good place to stop is at the end of this one." : "";
  return `${ids.indexOf(id) + 1} of ${ids.length} on your path. ` +
    (open.length ? `About ${minutesSaid(left)} left.${stop}` : "All of it is done.");
}

/**
 * The minutes of an exercise on the longest path, in words; nothing where no bar has told.
 * @param {Part} seen
 * @param {string} id
 */
function minutesOf(seen, id) {
  const own = window.courseLessons?.[lessonKey(seen)]?.paths.at(-1)?.exercises
    .find(([one]) => one === id);
  return own ? minutesSaid([own[1], own[2]]) : "";
}

/** Cells that a course cell stands for have one hidden line of code; its first words name it. */
const titleOf = (/** @type {Element} */ cell) =>
  cell.querySelector(".jp-Placeholder")?.textContent?.trim() ?? "";

/**
 * The cells before an exercise's cell that belong to it: its data lab, or its table, up to another
 * cell of the course or a heading. A heading under which nothing else stands belongs to it too.
 * @param {Element | null} own
 */
function cellsOf(own) {
  /** @type {Element[]} */
  const found = [];
  const isPlain = (/** @type {Element} */ cell) => cell.matches(".jp-Cell") && !titleOf(cell) &&
    !cell.querySelector(".course, h1, h2");
  let cell = own?.previousElementSibling ?? null;
  for (; cell && isPlain(cell); cell = cell.previousElementSibling) found.push(cell);
  const after = own?.nextElementSibling;
  const isAlone = !after?.matches(".jp-Cell") || after.querySelector("h1, h2");
  const heads = cell?.querySelector("h2") && !cell.querySelector("h1");
  return cell && heads && isAlone ? [...found, cell] : found;
}

/**
 * Hides the cells of exercises that were not run yet and are not on the chosen path, so that
 * nobody reads what will fold away.
 * @param {Spot} seen
 */
function foldAhead(seen) {
  const progress = window.courseLessons?.[lessonKey(seen)]?.progress ?? [];
  document.querySelectorAll(".jp-Notebook .jp-Cell").forEach((cell) => {
    const number = Number(/^# Exercise\s(\d+)\s/.exec(titleOf(cell))?.[1]);
    const [, , path] = progress[number - 1] ?? [];
    if (!path || cell.querySelector(".course")) return;
    const off = !isOnPath({ ...seen, path });
    cellsOf(cell).forEach((one) => one.classList.toggle("course-off", off));
  });
}

/**
 * Where Shift+Enter comes to a cell that is hidden it goes on to the next one in sight; JupyterLab
 * makes active what is pressed.
 */
function skipHidden() {
  let cell = document.querySelector(".jp-Cell.jp-mod-active.course-off");
  if (!cell) return;
  while (cell?.matches(".course-off")) cell = cell.nextElementSibling;
  const press = { bubbles: true, button: 0 };
  cell?.dispatchEvent(new MouseEvent("mousedown", press));
  cell?.dispatchEvent(new MouseEvent("mouseup", press));
  /** @type {HTMLElement | null} */ (cell)?.focus();
  cell?.scrollIntoView({ block: "nearest" }); // JupyterLab went to the hidden one: the page's top
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
      const also = (minutes && ` · ${minutes}`) +
        (more ? " · its table or code opens above it" : "");
      return el("button.fold", { "aria-expanded": String(opened), onclick: () => turn(root) },
        el("span", { "aria-hidden": "true" }, opened ? "▾ " : "▸ "),
        `Not on your path: ${title}${also}`);
    },
    isExtra: () => !isOnPath(seen()),
    end: () => window.removeEventListener("course-path", chosen),
  };
}
