// @ts-check
// A figure under a cover that a student moves to the right or down, step by step; or a map on which
// each step lays its marks.

const share = (/** @type {number} */ part) => `${100 * part}%`;

/** One sign on the picture, with its name beside it. */
function markOf(/** @type {Sign} */ { shape, x, y, size, angle = 0, label = "", side = "below" },
  /** @type {boolean} */ now) {
  const sign = el("div.sign", {}, label ? el(`span.${side}`, {}, label) : null);
  sign.classList.add(shape === "disc" ? "course-disc" : "course-way");
  sign.style.left = share(x);
  sign.style.top = share(y);
  sign.style.width = share(size);
  if (angle) sign.style.rotate = `${angle}deg`;
  if (now) sign.classList.add("course-now");
  return sign;
}

/** @type {(model: Model<StepsView>, root: HTMLElement) => () => void} */
function renderSteps(model, root) {
  const body = el("div");
  const view = () => model.get("view");
  const line = wire(model, () => {});
  let at = view().begin;

  function render() {
    const { picture, alt, look, caption, head, rows, steps, way, edges } = view();
    const named = caption.split(".")[0];
    const front = el("div.front"); // where the open part ends: it is kept in sight
    const cover = el(way === "over" ? "div.signs" : "div.cover", { "aria-hidden": "true" });
    const image = el("img", { src: `data:image/png;base64,${picture}` });
    const said = el("p.step-said", { role: "status" });
    const slider = el("input", { type: "range", min: 0, max: steps.length - 1, value: String(at),
      oninput: (/** @type {At<HTMLInputElement>} */ { target }) => step(Number(target.value)) });
    const back = el("button", { onclick: () => step(at - 1) }, "◀ Back");
    const on = el("button.main", { onclick: () => step(at + 1) }, "One step on ▶");
    const all = el("button", { onclick: () => step(steps.length - 1) }, "Show all");
    function step(/** @type {number} */ to) {
      go(to);
      (cover.querySelector(".course-now:last-child") ?? front).scrollIntoView?.(
        { block: "nearest", inline: "nearest" });
    }
    function go(/** @type {number} */ to) {
      at = Math.min(Math.max(to, 0), steps.length - 1);
      const [name, opens, words] = steps[at];
      slider.value = String(at);
      slider.setAttribute("aria-valuetext", name);
      if (typeof opens === "number") {
        const [top, bottom, open] = [...edges, opens].map(share);
        cover.hidden = at === steps.length - 1;
        cover.style.inset = way === "right" ? `${top} 0 ${bottom} ${open}`
          : `${open} 0 ${bottom} 0`;
        front.style.inset = way === "right" ? `${top} auto auto ${open}` : `${open} auto auto 50%`;
      } else {
        cover.replaceChildren(...steps.slice(0, at + 1).flatMap(([, laid], n) =>
          typeof laid === "number" ? [] : laid.map((mark) => markOf(mark, n === at))));
      }
      // Who hears the picture knows no more of the future than who sees it.
      image.alt = at === steps.length - 1 ? alt : steps.slice(0, at + 1)
        .map(([year, , what]) => `${year}: ${what}`).join(" ") + " What comes later is covered.";
      said.replaceChildren(el("strong", {}, `${name}: `), words);
      // A button that ended stays where the focus is, and says so.
      back.setAttribute("aria-disabled", String(at === 0));
      [on, all].forEach((button) =>
        button.setAttribute("aria-disabled", String(at === steps.length - 1)));
    }
    body.replaceChildren(el("figure.figure", {},
      el("p", {}, el("strong", {}, "Look for: "), look),
      el("div.tools", {}, back, on, all, labelled("Go to: ", slider)), said,
      el("div.wide", { role: "region", tabindex: 0, "aria-label": `Picture: ${named}` },
        el("div.covered", {}, image, cover, front)),
      el("figcaption", {}, caption)),
    el("details", {}, el("summary", {}, "The data of this figure as a table"),
      el("div.wide", { role: "region", tabindex: 0, "aria-label": `Data: ${named}` },
        el("table", {},
        el("thead", {}, el("tr", {}, head.map((text) => el("th", { scope: "col" }, text)))),
        el("tbody", {}, rows.map((row) => el("tr", {}, row.map((text) => el("td", {}, text)))))))));
    go(at);
  }

  root.classList.add("course-steps");
  root.setAttribute("aria-label", "A figure in steps");
  root.append(body);
  render();
  model.on("change:view", render);
  settle(root);
  line.send({ do: "open" }, () => { root.dataset.synced = ""; });
  return () => {
    line.close();
    model.off("change:view", render);
  };
}

export default widget(renderSteps);
