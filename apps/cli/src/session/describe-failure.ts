import { ApiError, findBusinessCode, type JustOneError } from "@just-one/core";
import { cleanText } from "../format/clean-text.ts";

/** One sentence about a failed call: what happened, and what to do. */
export function describeFailure(error: JustOneError): string {
  if (error.kind === "aborted") {
    return error.billing === "unbilled"
      ? "interrupted before anything was sent"
      : "interrupted while a request was under way, which may have been billed";
  }
  // The only budget that this command has.
  if (error.kind === "budget") return "not sent: the calls that --max-calls allows are used up";
  const row = ApiError.is(error) ? findBusinessCode(error.code) : undefined;
  if (!ApiError.is(error) || row === undefined) return nameCall(error);
  const reset = error.resetsAt === undefined ? "" : ` (${formatTime(error.resetsAt)} on this computer's clock)`;
  return `code ${error.code}, ${row.meaning}: ${row.advice}${reset}`;
}

/** What the vendor itself said about a failure, for its support; empty when it said nothing. */
export function describeReply(error: JustOneError): string {
  const said = ApiError.is(error) ? error.vendorMessage : undefined;
  const { requestId } = error.meta;
  return [
    ...(said === undefined ? [] : [`The vendor says: ${cleanText(said).slice(0, 200)}`]),
    ...(requestId === undefined ? [] : [`Request id: ${cleanText(requestId).slice(0, 80)}`]),
  ].join(". ");
}

/** Who typed the command knows what it called. */
function nameCall({ message, meta }: JustOneError): string {
  const { operation } = meta;
  const isNamed = operation !== "" && message.startsWith(operation);
  return cleanText(isNamed ? `the call${message.slice(operation.length)}` : message);
}

function formatTime(time: Date): string {
  return time.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}
