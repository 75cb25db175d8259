import { show } from "@just-one/encoders";
import { describeReply } from "../session/describe-failure.ts";
import type { Terminal } from "../terminal.ts";
import type { CreatorRow } from "./creator-row.ts";
import { describeRow } from "./describe-row.ts";

/**
 * Says on stderr what failed and why, once for each reason: the table has room for the beginning of a sentence only, and
 * other formats are read by programs. `things` are what rows stand for.
 */
export function reportFailures(rows: readonly CreatorRow[], things: "creators" | "calls", { stderr }: Terminal): void {
  const byReason = Map.groupBy(
    rows.filter((row) => row.status !== "ok"),
    (row) => describeRow(row) ?? "",
  );
  for (const [reason, failed] of byReason) {
    const [first] = failed;
    const who = failed.length === 1 ? (first?.id.slice(0, 40) ?? "") : `${failed.length} ${things}`;
    const reply = failed.length === 1 && first?.status === "failed" ? describeReply(first.error) : "";
    stderr.write(show`just-one: ${who}: ${reason}${reply === "" ? "" : `. ${reply}`}\n`);
  }
}
