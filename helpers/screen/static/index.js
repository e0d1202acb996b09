// @ts-check
// The index of the course: one row a lesson.

/**
 * Where a notebook beside this one opens. The page's own address names this one only where it was
 * opened by it: not after a click in the list of files, nor after a restart.
 * @param {string} name
 * @param {Model<IndexView>} model
 */
function addressOf(name, model) {
  const path = model.widget_manager?.context?.path;
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const file = encodeURIComponent(name);
  if (!path || !config.baseUrl || decodeURI(location.pathname).endsWith(`/${path}`)) return file;
  const folder = path.split("/").slice(0, -1).map((one) => `${encodeURIComponent(one)}/`);
  return `${config.baseUrl}lab/tree/${folder.join("")}${file}`;
}

/** @type {(model: Model<IndexView>, root: HTMLElement) => () => void} */
function renderIndex(model, root) {
  const body = el("div");
  const line = wire(model, () => {});

  function row(/** @type {IndexRow} */ lesson) {
    const title = `${lesson.id} · ${lesson.title}`;
    const href = lesson.link && addressOf(lesson.link, model);
    const name = href ? el("a", { href, target: "_blank", rel: "noopener" }, title) : title;
    return el("tr", {}, el("th", { scope: "row" }, name),
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
        el("tbody", {}, seen.rows.map(row)))),
      el("p", {}, "A lesson opens in a new tab."));
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
