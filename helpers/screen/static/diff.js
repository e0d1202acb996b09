// @ts-check
// ---- the words in which two texts differ: said, underlined, struck through; not coloured only

EDITORS.diff = ({ parts, said }) => el("div.diff", {}, el("p", {}, said),
  el("p.text", {}, parts.flatMap(([name, words]) => [
    name === "same" || name === "gap" ? el("span", {}, words)
      : el(name === "added" ? "ins" : "del", { role: "presentation" }, // the words say it
        el("span.hidden", {}, `[${name}: `), words, el("span.hidden", {}, "]")),
    " "])));
