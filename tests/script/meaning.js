// node meaning.js FILE SENT FILE SENT ...: fails with the name of each file that means another
// thing as it is sent, without comments and blanks, or that cannot be read.
import { readFileSync } from "node:fs";
import { parse } from "espree";

const PLACES = new Set(["start", "end", "range", "loc"]);

function meaning(path) {
  const tree = parse(readFileSync(path, "utf8"), { ecmaVersion: "latest", sourceType: "module" });
  return JSON.stringify(tree, (key, value) => (PLACES.has(key) ? undefined : value));
}

const paths = process.argv.slice(2);
for (let n = 0; n < paths.length; n += 2) {
  if (meaning(paths[n]) !== meaning(paths[n + 1])) {
    console.log(paths[n]);
    process.exitCode = 1;
  }
}
