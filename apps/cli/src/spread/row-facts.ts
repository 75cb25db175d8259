import type { Billing } from "@just-one/core";
import { nameEnd } from "../session/name-end.ts";
import type { CreatorRow } from "./creator-row.ts";

/** What every output tells of a row besides its figures. */
export interface RowFacts {
  readonly billing: Billing;
  /** Why there are no figures, in a word for scripts; absent where there are some, and for what is no id. */
  readonly reason?: string | undefined;
  /** The vendor's; absent when it sent none. */
  readonly requestId?: string | undefined;
  /** When the answer came, in this run or before it; absent where none was asked for. */
  readonly fetchedAt?: Date | undefined;
}

/** Reads what there is to tell of a row. */
export function readRowFacts(row: CreatorRow): RowFacts {
  switch (row.status) {
    case "ok":
      return { billing: row.meta.billing, requestId: row.meta.requestId, fetchedAt: row.at };
    case "failed": {
      const { error, at } = row;
      const isSent = error.meta.attempts.length > 0;
      const fetchedAt = isSent ? at : undefined;
      return { billing: error.billing, reason: nameEnd(error), requestId: error.meta.requestId, fetchedAt };
    }
    case "not-sent":
      // This time it was not sent; whether an earlier one was billed is what people must know.
      return { billing: row.isInDoubt === true ? "unknown" : "unbilled", reason: row.endedBy };
  }
}
