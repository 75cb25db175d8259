import { toJsonError } from "../session/to-json-error.ts";
import type { CreatorRow } from "./creator-row.ts";

/**
 * A row for programs. `spread` holds the figures with their units, and `raw` asks for the vendor's own `data` in its
 * place. A failed row has an `error`, whose `billing` says whether it may have been paid for.
 */
export function toJsonRow(row: CreatorRow, raw: boolean): object {
  const named = { oAuthorId: row.id, label: row.label };
  switch (row.status) {
    case "ok": {
      const { raw: data, ...spread } = row.spread;
      const { billing, requestId, recordTime } = row.meta;
      return {
        ...named,
        status: row.status,
        billing,
        requestId,
        recordTime,
        ...(raw ? { data } : { spread }),
      };
    }
    case "failed":
      return { ...named, status: row.status, billing: row.error.billing, error: toJsonError(row.error) };
    case "not-sent":
      return { ...named, status: row.status, billing: "unbilled", error: { message: row.reason } };
  }
}
