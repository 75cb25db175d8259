import type { BusinessCode } from "@just-one/api";
import type { Billing } from "../billing.ts";

/** How a failed attempt may be tried again. */
export interface RetryRule {
  /** Attempts in all, the first included; the client's own `maxAttempts` may be lower. */
  readonly maxAttempts: number;
  /** Milliseconds; the first wait lies between 0 and this. */
  readonly baseMs: number;
  /** Milliseconds that every wait lasts at least. */
  readonly floorMs: number;
}

/** What one of the vendor's business codes means for a caller. */
export interface BusinessCodeRow {
  /** What happened, in a few words. */
  readonly meaning: string;
  /** What the caller can do about it. */
  readonly advice: string;
  /** The HTTP status the code comes with; absent where unknown. The code decides, at any status. */
  readonly httpStatus?: number;
  /** Whether an attempt that ends with this code costs money. */
  readonly billing: Billing;
  /** Absent: never tried again. */
  readonly retry?: RetryRule;
  /** What an answer with this code closes for later calls. */
  readonly closes?: "operation-for-today" | "operation" | "token" | "account";
}

const soon: RetryRule = { maxAttempts: 3, baseMs: 1000, floorMs: 0 };
const unexplained = {
  meaning: "listed in the vendor's document without a meaning",
  advice: "ask the vendor's support, with the request id",
  billing: "unknown",
} as const;

// Apart from its type, so that a code that the document loses keeps its row: the vendor may send it all the same.
const rows = {
  0: { meaning: "success", advice: "use the data; it may be empty", httpStatus: 200, billing: "billed" },
  100: {
    meaning: "the token is missing, invalid or inactive",
    advice: "check the token; every further call with it fails too",
    httpStatus: 401,
    billing: "unbilled",
    closes: "token",
  },
  101: unexplained,
  202: unexplained,
  300: unexplained,
  301: {
    meaning: "the vendor could not collect the data",
    advice: "send the call again",
    httpStatus: 200,
    billing: "unbilled",
    retry: soon,
  },
  302: {
    meaning: "too many calls of this operation in this minute or hour",
    advice: "send fewer at once, then go on",
    httpStatus: 429,
    billing: "unbilled",
    retry: { maxAttempts: 3, baseMs: 5000, floorMs: 5000 },
  },
  303: {
    meaning: "the account's daily quota of this operation is used up",
    advice: "wait for 00:00 in Shanghai; no call of this operation can succeed before",
    httpStatus: 429,
    billing: "unbilled",
    closes: "operation-for-today",
  },
  400: {
    meaning: "the vendor refused the parameters",
    advice: "correct the parameters; the same call fails again",
    httpStatus: 400,
    billing: "unbilled",
  },
  404: unexplained,
  500: {
    meaning: "internal error at the vendor",
    advice: "try again in a while",
    httpStatus: 500,
    billing: "unbilled",
    retry: soon,
  },
  // The vendor says "probably not" billed: an answer with a code is a proven failure, and only successes are billed.
  503: {
    meaning: "the vendor's service is unavailable for the moment",
    advice: "try again in a while",
    httpStatus: 503,
    billing: "unbilled",
    retry: { ...soon, maxAttempts: 2 },
  },
  600: {
    meaning: "the account has no permission for this operation",
    advice: "ask the vendor to open it",
    httpStatus: 403,
    billing: "unbilled",
    closes: "operation",
  },
  601: {
    meaning: "the account's balance is used up",
    advice: "top the account up; every call fails until then",
    billing: "unbilled",
    closes: "account",
  },
  602: {
    meaning: "this token's spending cap is reached",
    advice: "raise the cap, or use another token",
    billing: "unbilled",
    closes: "token",
  },
} as const satisfies Readonly<Record<number, BusinessCodeRow>>;

/**
 * Every business code of the vendor's document. A code that the document gains fails the type check here until it has
 * its row; a code that is in no row passes through as itself and is never tried again.
 *
 * @source the vendor's documentation, and people who pay for the API
 */
export const businessCodes: Readonly<Record<BusinessCode, BusinessCodeRow>> = rows;

/** The row of a code; `undefined` for a code that is in no table. */
export function findBusinessCode(code: number): BusinessCodeRow | undefined {
  // Safe: hasOwn has just shown that the number is one of the table's keys.
  return Object.hasOwn(businessCodes, code) ? businessCodes[code as BusinessCode] : undefined;
}
