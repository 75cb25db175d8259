import type { Receipt } from "../creators/receipt.ts";
import type { Messages } from "../messages/english.ts";

/** What loading came to: `197 billed · 3 known already, free · 1 perhaps billed · 12 s`. Empty when nothing was answered. */
export function writeReceipt(receipt: Receipt, isMock: boolean, { loading: { receipt: words } }: Messages): string {
  const { billed, free, unbilled, unknown, startedAt, endedAt = startedAt } = receipt;
  const parts = [
    ...(billed > 0 ? [isMock ? words.invented(billed) : words.billed(billed)] : []),
    ...(free > 0 ? [words.free(free)] : []),
    ...(unbilled > 0 ? [words.unbilled(unbilled)] : []),
    ...(unknown > 0 ? [words.unknown(unknown)] : []),
  ];
  if (parts.length === 0) return "";
  const seconds = Math.max(1, Math.round((endedAt - startedAt) / 1000));
  const time = seconds < 60 ? words.seconds(seconds) : words.minutes(Math.floor(seconds / 60), seconds % 60);
  return [...parts, time].join(" · ");
}
