// @ts-check
// ---- links to other lessons

/**
 * Where a notebook beside this one opens. The page's own address names this one only where it was
 * opened by it: not after a click in the list of files, nor after a restart.
 * @param {string} name
 * @param {string | undefined} path of this notebook
 */
function addressOf(name, path) {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const file = encodeURIComponent(name);
  if (!path || !config.baseUrl || decodeURI(location.pathname).endsWith(`/${path}`)) return file;
  const folder = path.split("/").slice(0, -1).map((one) => `${encodeURIComponent(one)}/`);
  return `${config.baseUrl}lab/tree/${folder.join("")}${file}`;
}

/**
 * A link to a notebook beside this one. JupyterLab opens it in the window that is there; elsewhere
 * it opens in a tab of its own.
 * @param {string} name
 * @param {string} text
 * @param {Model<any>} model
 */
function lessonLink(name, text, model) {
  const { context, rendermime } = model.widget_manager ?? {};
  const folder = context?.path?.split("/").slice(0, -1).map((one) => `${one}/`).join("");
  const here = folder !== undefined && rendermime?.linkHandler;
  const link = el("a", { href: addressOf(name, context?.path),
    ...(here ? {} : { target: "_blank", rel: "noopener" }) }, text);
  if (here) here.handleLink(link, `${folder}${name}`, "");
  return link;
}
