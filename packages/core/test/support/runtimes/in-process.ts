import type { createPooledFetch as createPooledFetchType } from "../../../src/node.ts";
import { type Row, runMatrix } from "./matrix.ts";
import { type Outcome, runSuite } from "./run-suite.ts";

/** What a process prints. */
export interface ProcessReport {
  readonly outcomes: readonly Outcome[];
  readonly rows: readonly Row[];
}

// Suite and matrix as a program for Node, Bun and Deno, all of which have this much of `process`; or, with `pool`, the
// matrix on Node's pool. Prints its report as JSON.
const [url = "", what] = process.argv.slice(2);
console.log(JSON.stringify(what === "pool" ? await reportPool() : await report()));

async function report(): Promise<ProcessReport> {
  return { outcomes: await runSuite(url), rows: await runMatrix(url) };
}

async function reportPool(): Promise<ProcessReport> {
  // The built entry, which stands beside the folder of this script once that is bundled.
  const entry: string = new URL("../node.js", import.meta.url).href;
  // Safe: it is what the build makes of this source.
  const { createPooledFetch } = (await import(entry)) as { readonly createPooledFetch: typeof createPooledFetchType };
  const fetch = await createPooledFetch();
  const rows = await runMatrix(url, fetch);
  await fetch.close();
  return { outcomes: [], rows };
}
