// @ts-check
// ---- a date by three controls: no month names to type, no order of day and month to guess. The
// day is typed: in a list of numbers the keys 2 and 2 would mean 20.

const MONTHS = [...Array(12).keys()].map((month) =>
  new Date(2000, month).toLocaleString("en", { month: "long" }));

EDITORS.date = (item, value, change) => {
  const [year = "", month = "", day = ""] = (value ?? "").split("-");
  const pad = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const report = () => change([yearInput.value.trim(), monthSelect.value,
    dayInput.value.replace(/\D/g, "").replace(/^\d$/, "0$&")].join("-").replace(/-+$/, ""));
  const number = (/** @type {string} */ start, /** @type {number} */ length) => el("input", {
    type: "text", inputmode: "numeric", maxlength: length, size: length + 1, value: start,
    autocomplete: "off", oninput: report });
  const dayInput = number(day.replace(/^0/, ""), 2);
  const yearInput = number(year, 4);
  const monthSelect = el("select", { onchange: report }, el("option", { value: "" }, "–"),
    MONTHS.map((name, i) => el("option", { value: pad(i + 1), selected: pad(i + 1) === month },
      name)));
  return el("fieldset.date", {}, el("legend", {}, item.ask), labelled("Day", dayInput),
    labelled("Month", monthSelect), labelled("Year", yearInput));
};
