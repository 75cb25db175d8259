import { checkCode } from "../check-code.ts";
import { type FaultName, isFaultName } from "./fault-name.ts";

/** A reply with a business code. */
export interface CodeOutcome {
  readonly code: string | number;
  /** Whether the vendor's books count the call. @default only code 0 */
  readonly billed?: boolean | undefined;
  /** The `Retry-After` header. @default none */
  readonly retryAfter?: string | undefined;
}

/** A reply that gets lost. */
export interface LostOutcome {
  readonly fault: FaultName;
  /** Whether the vendor had carried the call out. @default true: the case in which a second attempt costs twice */
  readonly billed?: boolean | undefined;
}

/** What one request meets: a business code, the name of a fault, or either with its bill. */
export type FaultOutcome = string | number | CodeOutcome | LostOutcome;

/** An outcome with everything said. */
export interface CheckedOutcome {
  /** The fault's name; `code-302` and the like for a business code. */
  readonly name: FaultName | `code-${string}`;
  readonly fault?: FaultName;
  readonly code?: string;
  readonly billed: boolean;
  readonly retryAfter?: string;
}

/** Spells an outcome out. @throws TypeError when it is neither a business code nor the name of a fault */
export function checkOutcome(outcome: FaultOutcome): CheckedOutcome {
  if (isFaultName(outcome)) return checkOutcome({ fault: outcome });
  if (typeof outcome !== "object") return checkOutcome({ code: outcome });
  if ("fault" in outcome) {
    const { fault, billed = true } = outcome;
    if (!isFaultName(fault)) throw new TypeError(`There is no fault ${JSON.stringify(fault)}; see faultNames`);
    return { name: fault, fault, billed };
  }
  const code = checkCode(outcome.code);
  const { billed = code === "0", retryAfter } = outcome;
  return { name: `code-${code}`, code, billed, ...(retryAfter !== undefined && { retryAfter }) };
}
