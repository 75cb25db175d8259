import { show } from "@just-one/encoders";
import { cleanText } from "../format/clean-text.ts";
import { describeReply } from "../session/describe-failure.ts";
import type { Terminal } from "../terminal.ts";
import type { CreatorRow } from "./creator-row.ts";
import { describeRow } from "./describe-row.ts";
import { readRowFacts } from "./row-facts.ts";

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
    const reply = failed.length === 1 && first?.status === "failed" ? describeReply(first.error) : listRequests(failed);
    stderr.write(show`just-one: ${who}: ${reason}${reply === "" ? "" : `. ${reply}`}\n`);
  }
}

/** What the vendor's support asks for. */
function listRequests(rows: readonly CreatorRow[]): string {
  const ids = rows.flatMap((row) => readRowFacts(row).requestId ?? []).map((id) => cleanText(id).slice(0, 80));
  if (ids.length === 0) return "";
  return `Request ids: ${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ` and ${ids.length - 5} more` : ""}`;
}
