import { describeFailure } from "../session/describe-failure.ts";
import type { CreatorRow } from "./creator-row.ts";

/** Why a row has no figures; `undefined` when it has some. */
export function describeRow(row: CreatorRow): string | undefined {
  switch (row.status) {
    case "ok":
      return undefined;
    case "failed":
      return describeFailure(row.error);
    case "not-sent":
      return `not sent: ${row.reason}`;
  }
}
