import type { CodeRule } from "../envelope/business-codes.ts";
import type { ApiFacts } from "../errors/api-error.ts";

/** When the vendor wants to be asked again, and when a quota starts anew, as far as that is told. */
export type Delay = Pick<ApiFacts, "retryAfterMs" | "resetsAt">;

/** Reads a refusal's delay out of its headers and the rule of its code. */
export type ReadDelay = (readHeader: (name: string) => string | null | undefined, closes: CodeRule["closes"]) => Delay;

/** `Retry-After` in seconds, as nearly every server writes it. */
export const readSeconds: ReadDelay = (readHeader) => {
  const value = readHeader("retry-after") ?? "";
  return /^\d{1,9}$/.test(value) ? { retryAfterMs: Number(value) * 1000 } : {};
};
