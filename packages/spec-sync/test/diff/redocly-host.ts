/**
 * `redocly-host.ts PROGRAM FOLDER COUNT`: runs `redocly diff` over the documents `0.before.json`, `0.after.json`, … of a
 * folder and writes the reports beside them as `0.report.json`, …. One process does them all: to load the program takes
 * ten times as long as to compare.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , program = "", folder = "", count = ""] = process.argv;
let index = 0;

// The program ends its process when a comparison is over; what comes after it is the next one.
Object.assign(process, { exit: () => {} });
process.on("beforeExit", () => {
  if (index === Number(count)) return;
  const [before, after, report] = ["before", "after", "report"].map((name) => join(folder, `${index}.${name}.json`));
  const options = ["--format", "json", "--output", report ?? "", "--fail-on", "none"];
  process.argv.splice(2, Number.POSITIVE_INFINITY, "diff", before ?? "", after ?? "", ...options);
  index += 1;
  // It reads its arguments when it is loaded, so each time has to be a module of its own.
  void import(`${pathToFileURL(program).href}?${index}`);
});
