// What the type checker does not see in the scripts of the widgets, and their tests.
import js from "@eslint/js";

const noHtml = [["innerHTML"], ["outerHTML"], ["insertAdjacentHTML"], ["srcdoc"],
  ["write", "document"], ["writeln", "document"]].map(([property, object]) => ({ property, object,
  message: "Text is set as text nodes, so none of it can run." }));

export default [
  { ignores: [".venv/", "mutants/", "print/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off", // the type checker knows the page's own names
      "no-empty": ["error", { allowEmptyCatch: true }],
      "no-var": "error",
      "prefer-const": "error",
      "eqeqeq": "error",
      "max-len": ["error", { code: 100 }],
    },
  },
  {
    files: ["helpers/screen/static/*.js"],
    languageOptions: { sourceType: "script" },
    rules: {
      "no-unused-vars": ["error", { vars: "local" }], // a file uses what another one defines
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource",
        "importScripts"],
      "no-restricted-properties": ["error", ...noHtml,
        { object: "navigator", property: "sendBeacon" }],
      "no-restricted-syntax": ["error",
        { selector: "ImportExpression", message: "A script loads nothing." },
        // Before it is sent a script loses its blanks beside signs, but not inside texts.
        { selector: "TemplateLiteral TemplateLiteral", message: "Name the inner text first." }],
    },
  },
  {
    files: ["bar", "exercise", "index", "last", "note", "steps"].map((name) =>
      `helpers/screen/static/${name}.js`),
    languageOptions: { sourceType: "module" }, // the last file of a widget exports it
  },
];
