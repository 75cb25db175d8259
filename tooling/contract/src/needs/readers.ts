import { readAuthorSpread, UpstreamError } from "@just-one/core/xingtu";
import type { Reader } from "./collect-needs.ts";
import { findReadFields } from "./find-read-fields.ts";

const spreadOperation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

/** Lists the readers of core, each with the fields that it reads from the recorded reply of its operation. */
export function listReaders(examples: ReadonlyMap<string, unknown>): Reader[] {
  const meta = { operation: spreadOperation, billing: "billed", attempts: [], cached: false } as const;
  const fields = findReadFields(examples.get(spreadOperation), (data) => {
    const spread = readAuthorSpread({ data, meta });
    return spread instanceof UpstreamError ? spread.name : { ...spread, raw: undefined };
  });
  return [{ name: "readAuthorSpread", operation: spreadOperation, fields }];
}
