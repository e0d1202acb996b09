// @ts-check
// ---- foundations: strike a source out of a committed grid, and see which claims still stand

/** @type {(number: number, name: string) => string} */
const counted = (number, name) => `${number} ${name}${number === 1 ? "" : "s"}`;

/** What is left of a claim: sources of one root are one witness. */
ANSWERED.foundations = (/** @type {GridItem} */ item) => {
  const { columns, rows, strikes: roots } = item;
  const value = /** @type {Cells} */ (item.value ?? {});
  /** @type {Set<string>} */
  const struck = new Set();
  const table = el("div.wide", { role: "region", tabindex: 0,
    "aria-label": `${item.name}, what stands` });
  const heard = el("p", { role: "status" });

  /** @param {GridItem["rows"][0]} row */
  const left = ([row]) => columns.flatMap(([id], n) =>
    (value[row]?.[id] === "supports" && !struck.has(id) ? [n] : []));
  /** @param {number[]} sources */
  const said = (sources) => (sources.length
    ? `stands on ${counted(sources.length, "source")}, ` +
      counted(new Set(sources.map((n) => roots[n])).size, "root")
    : "falls: nothing bears it");
  /**
   * @param {GridItem["rows"][0]} row
   * @param {GridItem["columns"][0]} column
   */
  const pillar = ([row], [id]) => {
    const bears = value[row]?.[id] === "supports";
    const word = !bears ? "–" : struck.has(id) ? "struck out" : "bears it";
    return el("td", {}, bears && !struck.has(id) ? el("strong", {}, word) : word);
  };
  function draw() {
    table.replaceChildren(el("table.foundations", {}, el("thead", {}, el("tr", {}, el("td"),
      columns.map(([, name]) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, rows.map((row) => {
      const sources = left(row);
      return el(sources.length ? "tr" : "tr.fallen", {},
        el("th", { scope: "row" }, el("span", {}, row[1]), el("p", {}, said(sources))),
        columns.map((column) => pillar(row, column)));
    }))));
  }
  const choose = (/** @type {string} */ id, /** @type {boolean} */ out) => {
    if (out) struck.add(id);
    else struck.delete(id);
    draw();
    const fallen = rows.filter((row) => !left(row).length).map(([, name]) => name);
    heard.textContent = fallen.length ? `What falls: ${fallen.join("; ")}.` : "Every claim stands.";
  };
  draw();
  return el("div", {}, el("fieldset", {},
    el("legend", {}, "Strike a source out: what still stands, by your answers?"),
    columns.map(([id, name]) => el("label", {}, el("input", { type: "checkbox",
      onchange: (/** @type {At<HTMLInputElement>} */ { target }) => choose(id, target.checked),
    }), ` ${name}`))), table, heard);
};
