import { show } from "@just-one/encoders";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { toExitCode } from "../session/to-exit-code.ts";
import type { Terminal } from "../terminal.ts";
import type { CreatorRow } from "./creator-row.ts";
import { nameClosing } from "./to-creator-row.ts";

/** The exit code of all rows together; says so when the person stopped it before `total` were done. */
export function conclude(rows: readonly CreatorRow[], total: number, { stderr, signal }: Terminal): ExitCode {
  const done = rows.filter(({ status }) => status === "ok").length;
  if (signal.aborted && done < total) {
    stderr.write(show`just-one: interrupted; ${done} of ${total} done, ${total - rows.length} not sent.\n`);
    return exitCodes.interrupted;
  }
  const failed = rows.filter((row) => row.status === "failed").map(({ error }) => toExitCode(error));
  if (done === rows.length) return exitCodes.done;
  // Nothing goes on until somebody does something about it, however much there is already.
  if (failed.includes(exitCodes.quotaOrBudget)) {
    const reason = rows.map(nameClosing).find((name) => name !== undefined);
    stderr.write(show`just-one: ended by ${reason ?? "quota"}; ${done} of ${total} done.\n`);
    return exitCodes.quotaOrBudget;
  }
  if (done > 0) return exitCodes.partFailed;
  // What closed the way for all tells more than what failed beside it.
  return failed.toSorted((a, b) => b - a)[0] ?? exitCodes.failed;
}
