// `pnpm demo`: the main job against the mock. Arguments are passed on, such as --range DAY_90 or --format csv.
import { createTerminal } from "./create-terminal.ts";
import { run } from "./run.ts";

// Invented, as the figures are.
const creators = [
  "7048929565493690398",
  "6872530415792046083",
  "6908123457050343668",
  "6954107283366510592",
  "7130562948817203146",
];

const demo = ["spread", ...creators, "--mock", "--format", "table"];
process.exitCode = await run([...demo, ...process.argv.slice(2)], createTerminal());
