// @ts-check
// The index of the course: one row a lesson.

/** @type {(model: Model<IndexView>, root: HTMLElement) => () => void} */
function renderIndex(model, root) {
  const body = el("div");
  const line = wire(model, () => {});

  function row(/** @type {IndexRow} */ lesson) {
    const title = `${lesson.id} · ${lesson.title}`;
    return el("tr", {}, el("th", { scope: "row" },
      lesson.link ? lessonLink(lesson.link, title, model) : title),
    lesson.problem ? el("td", { colspan: 3 }, lesson.problem)
      : [lesson.question, lesson.minutes, lesson.progress].map((text) => el("td", {}, text)));
  }

  function render() {
    const seen = model.get("view");
    body.replaceChildren(
      seen.asks ? el("p.warning", {}, seen.asks) : "",
      el("div.wide", { role: "region", "aria-label": seen.caption, tabindex: 0 }, el("table", {},
        el("caption", {}, seen.caption),
        el("thead", {}, el("tr", {}, seen.head.map((text) => el("th", { scope: "col" }, text)))),
        el("tbody", {}, seen.rows.map(row)))));
  }

  root.classList.add("course-index");
  root.append(body);
  render();
  model.on("change:view", render);
  line.send({ do: "open" }, () => { root.dataset.synced = ""; });
  return () => {
    line.close();
    model.off("change:view", render);
  };
}

export default widget(renderIndex);
