import type { BusinessCode } from "@just-one/api";
import type { Billing } from "../billing.ts";

/** How a failed attempt may be tried again. */
export interface RetryRule {
  /** Attempts in all, the first included; the client's own `maxAttempts` may be lower, which a 302 does not count for. */
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

/** What the client does about a code. */
export type CodeRule = Pick<BusinessCodeRow, "billing" | "retry" | "closes">;

/** What a person is told about a code. */
type CodeWords = Pick<BusinessCodeRow, "meaning" | "advice" | "httpStatus">;

const soon: RetryRule = { maxAttempts: 3, baseMs: 1000, floorMs: 0 };
const unbilled = "unbilled";
const unexplained = { billing: "unknown" } as const;

// Both tables apart from their types, so that a code that the document loses keeps its row: the vendor may send it all
// the same. Rules apart from words, so that a bundle which explains nothing does not carry them.
const rules = {
  0: { billing: "billed" },
  100: { billing: unbilled, closes: "token" },
  101: unexplained,
  202: unexplained,
  300: unexplained,
  301: { billing: unbilled, retry: soon },
  // The limit is of a minute or an hour: 200 waits of up to 30 s are more than that.
  302: { billing: unbilled, retry: { maxAttempts: 200, baseMs: 5000, floorMs: 5000 } },
  303: { billing: unbilled, closes: "operation-for-today" },
  400: { billing: unbilled },
  404: unexplained,
  500: { billing: unbilled, retry: soon },
  // The vendor says "probably not" billed: an answer with a code is a proven failure, and only successes are billed.
  503: { billing: unbilled, retry: { maxAttempts: 2, baseMs: 1000, floorMs: 0 } },
  600: { billing: unbilled, closes: "operation" },
  601: { billing: unbilled, closes: "account" },
  602: { billing: unbilled, closes: "token" },
} as const satisfies Readonly<Record<number, CodeRule>>;

const withoutMeaning: CodeWords = {
  meaning: "listed in the vendor's document without a meaning",
  advice: "ask the vendor's support, with the request id",
};

const words: Readonly<Record<keyof typeof rules, CodeWords>> = {
  0: { meaning: "success", advice: "use the data; it may be empty", httpStatus: 200 },
  100: {
    meaning: "the token is missing, invalid or inactive",
    advice: "check the token; every further call with it fails too",
    httpStatus: 401,
  },
  101: withoutMeaning,
  202: withoutMeaning,
  300: withoutMeaning,
  301: { meaning: "the vendor could not collect the data", advice: "send the call again", httpStatus: 200 },
  302: {
    meaning: "too many calls of this operation in this minute or hour",
    advice: "send fewer at once, then go on",
    httpStatus: 429,
  },
  303: {
    meaning: "the account's daily quota of this operation is used up",
    advice: "wait for 00:00 in Shanghai; no call of this operation can succeed before",
    httpStatus: 429,
  },
  400: {
    meaning: "the vendor refused the parameters",
    advice: "correct the parameters; the same call fails again",
    httpStatus: 400,
  },
  404: withoutMeaning,
  500: { meaning: "internal error at the vendor", advice: "try again in a while", httpStatus: 500 },
  503: {
    meaning: "the vendor's service is unavailable for the moment",
    advice: "try again in a while",
    httpStatus: 503,
  },
  600: {
    meaning: "the account has no permission for this operation",
    advice: "ask the vendor to open it",
    httpStatus: 403,
  },
  601: { meaning: "the account's balance is used up", advice: "top the account up; every call fails until then" },
  602: { meaning: "this token's spending cap is reached", advice: "raise the cap, or use another token" },
};

/**
 * Every business code of the vendor's document. A code that the document gains fails the type check here until it has
 * its rule and its words; a code that is in no row passes through as itself and is never tried again.
 *
 * @source the vendor's documentation, and people who pay for the API
 */
export const businessCodes: Readonly<Record<BusinessCode, BusinessCodeRow>> = /* @__PURE__ */ joinTables();

/** The row of a code; `undefined` for a code that is in no table. */
export function findBusinessCode(code: number): BusinessCodeRow | undefined {
  // Safe: hasOwn has just shown that the number is one of the table's keys.
  return Object.hasOwn(businessCodes, code) ? businessCodes[code as BusinessCode] : undefined;
}

/** The rule of a code; `undefined` for a code that is in no table. */
export function findCodeRule(code: number): CodeRule | undefined {
  // Safe: hasOwn has just shown that the number is one of the table's keys.
  return Object.hasOwn(rules, code) ? rules[code as keyof typeof rules] : undefined;
}

function joinTables(): Record<keyof typeof rules, BusinessCodeRow> {
  const rows: Partial<Record<keyof typeof rules, BusinessCodeRow>> = {};
  // Safe, both: the keys are those of `rules`, and every one of them gets its row.
  for (const code of Object.keys(rules).map(Number) as (keyof typeof rules)[]) {
    rows[code] = { ...words[code], ...rules[code] };
  }
  return rows as Record<keyof typeof rules, BusinessCodeRow>;
}
