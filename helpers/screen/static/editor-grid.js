// @ts-check
// ---- grid: a real table with one list of choices in each cell

/**
 * A balance, a pan for each explanation: the heavier, the lower. Cards from one root weigh once.
 * @param {GridItem} item
 * @param {Cells} cells
 */
function balance({ rows, columns, balance: roots }, cells) {
  const sums = columns.map(([column]) => [...new Set(roots)].reduce((sum, root) => {
    const own = rows.filter((_, n) => roots[n] === root)
      .map(([row]) => Number(cells[row]?.[column] ?? 0));
    return sum + own.reduce((all, one) => all + one, 0) / own.length;
  }, 0)).map((sum) => Number(sum.toPrecision(3)));
  const said = columns.map(([, name], n) => `${name} ${sums[n] > 0 ? "+" : ""}${sums[n]}`);
  return el("div.balance", { role: "img", "aria-label": `The balance: ${said.join(", ")}` },
    columns.map(([, name], n) => {
      const string = el("div.string");
      string.style.height = `${4 + Math.max(-3.5, Math.min(3.5, sums[n] * 0.7))}em`;
      return el("div.pan", {}, string, el("div.dish", {}, el("p", {}, name),
        el("strong", {}, String(said[n].slice(name.length + 1)))));
    }));
}

EDITORS.grid = (item, value, change) => {
  /** @type {Cells} */
  const now = Object.fromEntries(item.rows.map(([id]) => [id, { ...value?.[id] }]));
  /** The row's name stays in sight at the left: a list that has the focus must not lie under it,
   * nor end beyond the right edge. */
  const uncover = (/** @type {At<HTMLElement>} */ { target }) => {
    const name = target.closest("tr")?.querySelector("th")?.getBoundingClientRect();
    const region = target.closest(".course-wide");
    const hidden = (name?.right ?? 0) - target.getBoundingClientRect().left;
    const beyond = target.getBoundingClientRect().right -
      (region?.getBoundingClientRect().right ?? 0);
    if (region && hidden > 0) region.scrollLeft -= hidden + 8;
    else if (region && beyond > -4) region.scrollLeft += beyond + 8;
  };
  /**
   * @param {GridItem["rows"][0]} row
   * @param {GridItem["columns"][0]} column
   */
  const cell = ([row, text, of], [column, name, choices, by]) => el("td", {}, el("select", {
    required: true, "aria-label": `${text}: ${name}`, onfocus: uncover, "data-source": by || of,
    onchange: (/** @type {At<HTMLSelectElement>} */ event) => {
      if (event.target.value) now[row][column] = event.target.value;
      else delete now[row][column];
      tip();
      change(Object.fromEntries(
        Object.entries(now).filter(([, cells]) => Object.keys(cells).length)));
    },
  }, el("option", { value: "" }, "–"), choices.map(([id, label]) =>
    el("option", { value: id, selected: now[row][column] === id }, label))));
  const scales = el("div");
  const heard = el("p.hidden", { role: "status" });
  const tip = () => {
    if (!item.balance.length) return;
    const drawn = balance(item, now);
    scales.replaceChildren(drawn);
    heard.textContent = drawn.getAttribute("aria-label");
  };
  tip();
  return el("div", {}, el("p.ask", {}, item.ask), item.balance.length ? [scales, heard] : null,
    el("div.wide", { role: "region", tabindex: 0, "aria-label": item.name }, el("table", {},
      el("thead", {}, el("tr", {}, el("td"),
        item.columns.map(([, name]) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, item.rows.map((row) => el("tr", {},
        el("th", { scope: "row" }, row[1]), item.columns.map((column) => cell(row, column))))))));
};

/** A committed grid: the marks stand in its cells, the reasons below. */
ANSWERED.grid = (/** @type {GridItem} */ item) => {
  const found = new Map(item.verdicts.flatMap((v) =>
    (v.cell ? [/** @type {[string, Verdict]} */ ([String(v.cell), v])] : [])));
  if (!found.size) return null;
  const cell = (/** @type {string} */ row, /** @type {GridItem["columns"][0]} */ column) => {
    const [id, , choices] = column;
    const verdict = found.get(`${row},${id}`);
    const chosen = choices.find(([one]) => one === item.value?.[row]?.[id])?.[1] ?? "";
    return el(`td.${verdict?.mark ?? "none"}`, {},
      el("p", {}, verdict ? el("strong", {}, `${verdict.word} · `) : null, chosen),
      verdict?.ours ? el("p", {}, `We: ${verdict.ours}`) : null);
  };
  const scales = item.balance.length ? balance(item, item.value ?? {}) : null;
  const bridge = item.strikes.length ? ANSWERED.foundations?.(item) : null;
  return el("div", {}, scales, el("div.wide",
    { role: "region", tabindex: 0, "aria-label": `${item.name}, answered` },
    el("table.answered", {}, el("thead", {}, el("tr", {}, el("td"),
      item.columns.map(([, name]) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, item.rows.map(([id, text]) => el("tr", {}, el("th", { scope: "row" }, text),
      item.columns.map((column) => cell(id, column))))))), bridge);
};
