import { runSuite } from "./run-suite.ts";

// The suite as a program for Node, Bun and Deno, all of which have this much of `process`; prints the outcomes as JSON.
const url = process.argv[2] ?? "";
console.log(JSON.stringify(await runSuite(url)));
