// @ts-check
// A background note: its sources are small numbers and its hard words open where they stand.

/** @type {(model: Model<NoteView>, root: HTMLElement) => () => void} */
function renderNote(model, root) {
  const body = el("div");
  const view = () => model.get("view");
  const line = wire(model, () => {});
  const fold = folding(view, () => render());

  function render() {
    const seen = view();
    const shown = [el("h3", {}, seen.title), ...seen.text.map((text) => el("p", {}, text))];
    body.replaceChildren(...(fold.isExtra() ? [el("p", {}, fold.line(seen.title, "", root))] : []),
      ...(fold.isShut() ? [] : shown));
  }

  root.classList.add("course-background");
  root.setAttribute("aria-label", view().title);
  root.append(body);
  render();
  model.on("change:view", render);
  settle(root);
  line.send({ do: "open" }, () => { root.dataset.synced = ""; });
  return () => {
    fold.end();
    line.close();
    model.off("change:view", render);
  };
}

export default widget(renderNote);
