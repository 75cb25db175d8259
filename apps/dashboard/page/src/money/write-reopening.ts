import type { Closing, ClosingReason } from "../creators/closings.ts";
import type { Messages } from "../messages/english.ts";
import { formatWhen } from "../shown/format-when.ts";

/** At midnight in Shanghai, whatever anybody does; the others wait for somebody. */
const opensByItself: ReadonlySet<ClosingReason> = new Set([303, "budget"]);

/** When calls may go again; empty where nobody was told. */
export function writeReopening({ reason, reopensAt }: Closing, { loading }: Messages): string {
  if (reopensAt === undefined) return "";
  const when = formatWhen(reopensAt);
  return opensByItself.has(reason) ? loading.reopens(when) : loading.triedAgain(when);
}
