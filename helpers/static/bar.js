const LARGEST_FILE = 2_000_000;

// ---- the lesson bar

function drawBar(model, root) {
  const status = el("p.status", { role: "status" });
  const body = el("div");
  const say = (text) => { status.textContent = text; };
  const line = wire(model, (what) => {
    if (what !== "open") say("The kernel does not answer. Run this cell again.");
  });

  function download({ name, html }) {
    const url = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    el("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    say(`Exported: look for ${name} in your downloads.`);
  }

  async function restore(event) {
    const file = event.target.files[0];
    if (!file) return;
    event.target.value = "";
    if (file.size > LARGEST_FILE) {
      say("This file is over 2 MB, so it is not an export. Nothing was changed.");
      return;
    }
    line.send({ do: "restore", text: await file.text() }, (reply) => say(reply.why ?? reply.note));
  }

  function draw() {
    const seen = model.get("view");
    const upload = el("input", { type: "file", accept: ".html,.jsonl", onchange: restore });
    const further = seen.further ? `, ${seen.further} more for the extra part` : "";
    body.replaceChildren(
      el("h2.question", {}, seen.question),
      el("p", {}, `${seen.minutes} minutes${further}. The move to learn: ${seen.move}`),
      el("p", {}, `Your code: ${seen.learner}. Every answer is saved in ${seen.folder} as you write.`),
      seen.contentNote ? el("p.warning", {}, seen.contentNote) : "",
      ...seen.warnings.map((text) => el("p.warning", {}, text)),
      el("details", {}, el("summary", {}, seen.done),
        el("ol", {}, seen.progress.map(([title, state]) => el("li", {}, `${title} – ${state}`)))),
      el("div.commit", {},
        el("button", { type: "button",
          onclick: () => line.send({ do: "export" }, (reply) => {
            if (reply.why) say(reply.why); else download(reply.file);
          }) }, "Export my answers"),
        labelled("Restore from an exported file", upload)));
  }
  root.classList.add("course-bar");
  root.append(body, status);
  draw();
  model.on("change:view", draw);
  line.send({ do: "open" }, () => { root.dataset.synced = ""; });
  return () => { line.close(); model.off("change:view", draw); };
}

export default widget(drawBar);
