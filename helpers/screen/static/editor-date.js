// @ts-check
// ---- a date by three controls: no month names to type, no order of day and month to guess

const MONTHS = [...Array(12).keys()].map((month) =>
  new Date(2000, month).toLocaleString("en", { month: "long" }));

EDITORS.date = (item, value, change) => {
  const [year = "", month = "", day = ""] = (value ?? "").split("-");
  const report = () => change([yearInput.value.trim(), monthSelect.value, daySelect.value]
    .join("-").replace(/-+$/, ""));
  const pad = (/** @type {number} */ n) => String(n).padStart(2, "0");
  /** @returns {[HTMLElement, HTMLSelectElement]} */
  const choices = (/** @type {string} */ label, /** @type {(string | number)[]} */ names,
    /** @type {string} */ chosen) => {
    const select = el("select", { onchange: report }, el("option", { value: "" }, "–"),
      names.map((name, i) => el("option", { value: pad(i + 1), selected: pad(i + 1) === chosen },
        name)));
    return [labelled(label, select), select];
  };
  const [dayBox, daySelect] = choices("Day", [...Array(31).keys()].map((n) => n + 1), day);
  const [monthBox, monthSelect] = choices("Month", MONTHS, month);
  const yearInput = el("input", { type: "text", inputmode: "numeric", maxlength: 4, size: 5,
    value: year, autocomplete: "off", oninput: report });
  return el("fieldset.date", {}, el("legend", {}, item.ask),
    dayBox, monthBox, labelled("Year", yearInput));
};
