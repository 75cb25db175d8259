import { JustOneError, type MapItem } from "@just-one/core";
import { readAuthorSpread } from "@just-one/core/xingtu";
import type { AskedCreator } from "./asked-creator.ts";
import type { CreatorRow } from "./creator-row.ts";
import type { SpreadData, SpreadParameters } from "./spread-operation.ts";

/** The row that a reply, or a failure, comes to. */
export function toCreatorRow(item: MapItem<SpreadData, SpreadParameters>): CreatorRow {
  const id = item.parameters.oAuthorId;
  if (!item.ok) return { status: "failed", id, error: item.error };
  const spread = readAuthorSpread(item);
  if (spread instanceof JustOneError) return { status: "failed", id, error: spread };
  return { status: "ok", id, spread, data: item.data, meta: item.meta };
}

/** The row of what is no creator's id, and is never sent. */
export function refuseId({ id, label, refusal = "this is no creator's id" }: AskedCreator): CreatorRow {
  return { status: "not-sent", id, label, reason: refusal };
}

/** The row of a call that an earlier answer made pointless. */
export function leaveOut(id: string): CreatorRow {
  return { status: "not-sent", id, reason: "an answer before it closed the way for all" };
}
