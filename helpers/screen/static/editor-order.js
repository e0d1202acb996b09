// @ts-check
// ---- order: cards with a button up and a button down, so that nothing needs dragging

EDITORS.order = (item, value, change) => {
  const texts = Object.fromEntries(item.rows);
  /** @type {string[]} */
  let order = value ?? item.rows.map(([id]) => id);
  const uid = newId();
  const list = el("ol.order", { "aria-labelledby": uid });
  const spoken = el("p.hidden", { "aria-live": "polite" }); // the status line soon says "Saved"
  const move = (/** @type {string} */ id, /** @type {number} */ step) => {
    const from = order.indexOf(id);
    const to = from + step;
    if (to < 0 || to >= order.length) {
      spoken.textContent = `${texts[id]}: already ${to < 0 ? "first" : "last"}.`;
      return;
    }
    order = order.filter((one) => one !== id);
    order.splice(to, 0, id);
    render();
    /** @type {HTMLElement} */ (list.querySelector(`[data-move="${id}${step}"]`)).focus();
    change(order);
    spoken.textContent = `${texts[id]}: now ${to + 1} of ${order.length}.`;
  };
  /**
   * @param {string} id
   * @param {number} step
   * @param {number} place
   */
  const button = (id, step, place) => el("button", {
    "data-move": `${id}${step}`, onclick: () => move(id, step),
    "aria-disabled": place + step < 0 || place + step >= order.length,
  }, el("span", { "aria-hidden": true }, step < 0 ? "↑" : "↓"),
  el("span.hidden", {}, ` ${step < 0 ? "Up" : "Down"}: ${texts[id]}`));
  function render() {
    list.replaceChildren(...order.map((id, place) => el("li", {},
      button(id, -1, place), button(id, 1, place), el("span", {}, texts[id]))));
  }
  render();
  return el("div", {}, el("p.ask", { id: uid }, item.ask), list, spoken);
};
