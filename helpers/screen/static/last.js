// @ts-check
// The last page of a lesson: what changed, what stands, what stays open, and where to go on.

/** @type {(model: Model<LastView>, root: HTMLElement) => () => void} */
function renderLast(model, root) {
  const status = el("p.status", { role: "status" });
  const body = el("div");
  const view = () => model.get("view");
  const say = (/** @type {string} */ text) => { status.textContent = text; };
  const line = wire(model, (what) => {
    if (what !== "open") say("The kernel does not answer. Run this cell again.");
  });

  const answer = (/** @type {string} */ title, /** @type {string[]} */ said,
    /** @type {string} */ where) => el("div", {}, el("h4", {}, title),
    said.length ? said.map((text) => el("blockquote", {}, text))
      : el("p", {}, `You have not answered this yet: ${where}.`));
  const listed = (/** @type {string} */ title, /** @type {string[]} */ lines) => lines.length
    ? [el("h4", {}, title), el("ul", {}, lines.map((text) => el("li", {}, text)))] : [];

  function render() {
    const seen = view();
    const next = seen.next ? el("p.next", {}, "Next lesson: ",
      lessonLink(seen.next.link, seen.next.title, model)) : null;
    const send = el("button.main", { onclick: () => line.send({ do: "export" }, (reply) => {
      if (reply.file) saveFile(reply.file);
      say(reply.why ?? `Exported: look for ${reply.file?.name} in your downloads.`);
    }) }, "Export my answers");
    body.replaceChildren(
      el("h3", {}, "What you take away"),
      el("div.pair", {}, answer("What you thought at first", seen.first, seen.firstAt),
        answer("What you think now", seen.now, seen.nowAt)),
      ...(seen.open ? [...listed("Firmly established", seen.firm),
        ...listed("Still open", seen.still),
        el("p.craft", {}, el("strong", {}, "Keep this: "), seen.craft)]
        : [el("p.locked", {}, `What is firm and what is open stands here after ${seen.nowAt}.`)]),
      el("div.pick", {}, send), next ?? "");
  }

  root.classList.add("course-last");
  root.setAttribute("aria-label", "The end of the lesson");
  root.append(body, status);
  render();
  model.on("change:view", render);
  settle(root);
  line.send({ do: "open" }, () => { root.dataset.synced = ""; });
  return () => {
    line.close();
    model.off("change:view", render);
  };
}

export default widget(renderLast);
