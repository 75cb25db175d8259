import type { CatalogEntry } from "@just-one/api";
import { MismatchError } from "./errors/mismatch-error.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { Success } from "./result.ts";

/** What is left on the account. */
export interface Balance {
  /** A decimal string with the vendor's own number of decimals, such as `"123.4500"`; it may be negative. */
  readonly balance: string;
  /** Such as `"CNY"`; absent when the vendor does not say. */
  readonly currency?: string;
}

/** Stands outside the vendor's document; has no parameters but the token. */
export const balanceEntry: CatalogEntry = {
  operation: "GET /user/get-balance",
  method: "GET",
  path: "/user/get-balance",
  token: "query",
  parameters: [],
  deprecated: false,
  hidden: false,
};

/** @throws MismatchError for data that tells no balance */
export function readBalance({ data, meta }: Success<unknown>): Success<Balance> {
  // Safe: what is no object has no members, and their types are checked.
  const { balance, currency } = Object(data) as { readonly balance?: unknown; readonly currency?: unknown };
  if (typeof balance !== "string" || !/^-?\d+(?:\.\d+)?$/.test(balance)) {
    const mismatches = [{ path: "data.balance", expected: "decimal string", actual: typeof balance }];
    throw new MismatchError(`${meta.operation} told no balance that is known how to read`, { meta, mismatches, data });
  }
  return { data: omitUndefined({ balance, currency: typeof currency === "string" ? currency : undefined }), meta };
}
