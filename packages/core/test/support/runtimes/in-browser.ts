import { createClient, JustOneError } from "@just-one/core";
import { type Row, runMatrix } from "./matrix.ts";
import { type Outcome, runSuite } from "./run-suite.ts";

/** What a page or a worker of one reports. */
export interface BrowserReport {
  /** What a client says that nobody allowed to start there. */
  readonly refusal: string;
  readonly outcomes: readonly Outcome[];
  readonly rows: readonly Row[];
}

// Suite and matrix as a module for a page, which calls `run`, and for its dedicated worker, which posts the report.
export async function run(): Promise<BrowserReport> {
  const { origin } = globalThis.location;
  return { refusal: startWithoutLeave(), outcomes: await runSuite(origin), rows: await runMatrix(origin) };
}

if (globalThis.document === undefined) {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's takes none
  globalThis.postMessage(await run());
}

function startWithoutLeave(): string {
  try {
    createClient({ token: "marked-token-for-tests" });
    return "it started";
  } catch (error) {
    return JustOneError.isInstance(error) ? `${error.kind}: ${error.message}` : String(error);
  }
}
