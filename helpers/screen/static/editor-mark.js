// @ts-check
const KEYS = "Arrows move, Shift and arrows take in more, Enter or a label's number marks, " +
  "Delete unmarks.";

/** Words to mark: one tab stop, arrows move, Shift extends, Enter marks, a number picks a label. */
EDITORS.mark = (item, value, change) => {
  if (!item.paragraphs || !item.labels) return el("p", {}, item.ask);
  const { labels } = item;
  /** @type {Mark[]} */
  let marks = value ?? [];
  let label = labels[0][0];
  let here = 0;
  let anchor = 0;
  const uid = newId();
  const names = Object.fromEntries(labels);
  const words = item.paragraphs.flat();
  const spans = words.map((word, i) => el("span", { role: "option", id: `${uid}-${i}` }, word));
  let next = 0;
  const box = el("div.words", {
    role: "listbox", tabindex: 0, "aria-multiselectable": "true",
    "aria-label": `${item.ask} ${KEYS}`,
  }, item.paragraphs.map((paragraph) => el("p", { role: "group", "aria-label": "Paragraph" },
    paragraph.flatMap(() => [spans[next++], " "]))));
  const list = el("ul.marks", {});
  const spoken = el("p.hidden", { "aria-live": "polite" });
  const tell = (/** @type {string} */ text) => { spoken.textContent = text; };
  const radios = labels.map(([id]) => el("input", { type: "radio", name: uid,
    checked: id === label, onchange: () => { label = id; } }));
  const range = () => [Math.min(here, anchor), Math.max(here, anchor)];
  const put = () => {
    const [first, last] = range();
    /** @type {Mark} */
    const mark = [first, last, label];
    marks = [...marks.filter(([a, b]) => b < first || a > last), mark].sort((x, y) => x[0] - y[0]);
    anchor = here;
    tell(`${words.slice(first, last + 1).join(" ")}: marked, ${names[label]}`);
    report();
  };
  const drop = (/** @type {Mark} */ gone) => {
    marks = marks.filter((mark) => mark !== gone);
    tell("Mark taken away");
    report();
  };
  const report = () => { change(marks); render(); };
  function render() {
    const [first, last] = range();
    spans.forEach((span, i) => {
      const mark = marks.find(([a, b]) => a <= i && i <= b);
      const place = mark ? labels.findIndex(([id]) => id === mark[2]) + 1 : 0;
      span.className = (mark ? `course-mark${place} ` : "") +
        (i >= first && i <= last ? "course-here" : "");
      span.setAttribute("aria-selected", String(Boolean(mark)));
      span.setAttribute("aria-label", mark ? `${words[i]} – marked: ${names[mark[2]]}` : words[i]);
    });
    box.setAttribute("aria-activedescendant", `${uid}-${here}`);
    list.replaceChildren(...marks.map((mark) => el("li", {},
      `“${words.slice(mark[0], mark[1] + 1).join(" ")}” – ${names[mark[2]]} `,
      el("button", { onclick: () => { drop(mark); box.focus(); } },
        "Take away", el("span.hidden", {}, ` the mark on ${words[mark[0]]}`)))));
  }
  const line = (/** @type {number} */ step) => { // the word above or below on the screen
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
    /** @type {Record<string, () => number>} */
    const moves = { ArrowRight: () => here + 1, ArrowLeft: () => here - 1, Home: () => 0,
      End: () => words.length - 1, ArrowDown: () => line(1), ArrowUp: () => line(-1) };
    if (moves[event.key]) {
      here = Math.max(0, Math.min(words.length - 1, moves[event.key]()));
      if (!event.shiftKey) anchor = here;
      else {
        const [first, last] = range();
        tell(`${last - first + 1} words: ${words.slice(first, last + 1).join(" ")}`);
      }
      render();
    } else if (radios[Number(event.key) - 1]) {
      radios[Number(event.key) - 1].click();
      put();
    } else if (event.key === "Enter" || event.key === " ") put();
    else if (event.key === "Delete" || event.key === "Backspace") {
      marks.filter(([a, b]) => a <= here && here <= b).forEach(drop);
    } else return;
    event.preventDefault();
  });
  const wordAt = (/** @type {Event} */ event) => spans.findIndex((one) => one === event.target);
  let pressed = false;
  box.addEventListener("pointerdown", (event) => {
    if (event.button || wordAt(event) < 0) return;
    pressed = true;
    anchor = here = wordAt(event);
    spans[here].releasePointerCapture?.(event.pointerId); // so that a finger can drag too
    render();
    const end = (/** @type {PointerEvent} */ up) => {
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      pressed = false;
      if (up.type === "pointerup") put();
    };
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  });
  box.addEventListener("pointerover", (event) => {
    if (pressed && wordAt(event) >= 0) { here = wordAt(event); render(); }
  });
  render();
  return el("div", {}, el("p.ask", {}, item.ask),
    el("fieldset.sure", {}, el("legend", {}, "Mark words as"),
      labels.map(([, text], i) => el("label.row", {}, radios[i],
        el(`span.mark${i + 1}`, {}, `${i + 1} ${text}`)))),
    el("p", {}, `Drag over words, or use the keys. ${KEYS}`), box,
    el("p", {}, "Your marks:"), list, spoken);
};
