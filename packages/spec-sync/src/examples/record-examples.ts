import { setTimeout as wait } from "node:timers/promises";
import type { OperationName } from "../infer/operation-name.ts";
import type { FetchOptions } from "./fetch-example.ts";
import type { Outcome } from "./outcome.ts";
import { recordExample } from "./record-example.ts";
import { listRecordedFiles } from "./recorded-files.ts";

/** How and where to record many. */
export interface RecordManyOptions extends FetchOptions {
  folder: string;
  /** Asks again for what is there already. */
  isRefresh: boolean;
}

/** After so many failures in a row the vendor is left in peace. */
const maxFailures = 5;

/**
 * Records examples one after the other, at least `intervalMs` from one request to the next, and yields what became of
 * each. Ends early after five failures in a row.
 *
 * @throws the signal's reason; SpecError when a file cannot be written.
 */
export async function* recordExamples(
  operations: readonly OperationName[],
  options: RecordManyOptions,
): AsyncGenerator<Outcome, void, void> {
  const { folder, intervalMs, isRefresh, signal } = options;
  const recorded = await listRecordedFiles(folder);
  let failures = 0;
  let nextRequestAt = 0;
  for (const operation of operations) {
    const known = recorded.get(`${operation.method} ${operation.path}`);
    if (known !== undefined && !isRefresh) {
      yield { kind: "cached", checkedAt: known.checkedAt };
      continue;
    }
    await wait(Math.max(0, nextRequestAt - performance.now()), undefined, { signal });
    nextRequestAt = performance.now() + intervalMs;
    const outcome = await recordExample(operation, { ...options, recorded: known });
    yield outcome;
    failures = outcome.kind === "failed" ? failures + 1 : 0;
    if (failures === maxFailures) return;
  }
}
