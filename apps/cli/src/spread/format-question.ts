import { encodeLine, type TerminalText } from "@just-one/encoders";
import { joinWithin } from "../format/join-within.ts";
import type { Paint } from "../format/paint.ts";
import type { CreatorRow } from "./creator-row.ts";
import { readRowFacts } from "./row-facts.ts";

/** The line above a table: what was asked, and when the answers came, by this computer's clock. */
export function formatQuestion(
  rows: readonly CreatorRow[],
  asked: readonly string[],
  { width, paint }: { readonly width: number; readonly paint: Paint },
): TerminalText {
  const times = rows.flatMap((row) => (row.status === "ok" ? [readRowFacts(row).fetchedAt] : []));
  const sorted = times.filter((time) => time !== undefined).toSorted((a, b) => a.getTime() - b.getTime());
  const [first, last] = [sorted[0], sorted.at(-1)].map((time) => (time === undefined ? "" : formatTime(time)));
  const when = first === last ? [first ?? ""] : [`${first} to ${last}`];
  const parts = [...asked, ...when].filter((part) => part !== "").map(encodeLine);
  return joinWithin(parts, { width, paint: paint.dim });
}

function formatTime(time: Date): string {
  return time.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}
