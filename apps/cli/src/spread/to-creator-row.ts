import { ApiError, findBusinessCode, JustOneError, type MapItem } from "@just-one/core";
import { readAuthorSpread } from "@just-one/core/xingtu";
import { nameEnd } from "../session/name-end.ts";
import type { AskedCreator } from "./asked-creator.ts";
import type { CreatorRow } from "./creator-row.ts";
import type { SpreadData, SpreadParameters } from "./spread-operation.ts";

/** The row that a reply, or a failure, comes to. */
export function toCreatorRow(item: MapItem<SpreadData, SpreadParameters>): CreatorRow {
  const id = item.parameters.oAuthorId;
  const at = new Date(Date.now() - ((item.ok ? item.meta.ageMs : undefined) ?? 0));
  if (!item.ok) {
    const isInDoubt = item.error.kind === "config" && item.error.inDoubt === true;
    return isInDoubt ? doubt(id) : { status: "failed", id, error: item.error, at };
  }
  const spread = readAuthorSpread(item);
  if (spread instanceof JustOneError) return { status: "failed", id, error: spread, at };
  return { status: "ok", id, spread, data: item.data, meta: item.meta, at };
}

function doubt(id: string): CreatorRow {
  const reason = "--pay-again asks again: it may have been paid for within a day, and its reply was lost";
  return { status: "not-sent", id, reason, endedBy: "unknown", isInDoubt: true };
}

/** The row of what is no creator's id, and is never sent. */
export function refuseId({ id, label, refusal = "this is no creator's id" }: AskedCreator): CreatorRow {
  return { status: "not-sent", id, label, reason: refusal };
}

/** The row of a call that an earlier answer made pointless; `endedBy` names that. */
export function leaveOut(id: string, endedBy: string | undefined): CreatorRow {
  return { status: "not-sent", id, reason: "an answer before it closed the way for all", endedBy };
}

/** What closes the way for every later call, by name; `undefined` for a row that closes nothing. */
export function nameClosing(row: CreatorRow): string | undefined {
  if (row.status !== "failed") return undefined;
  const { error } = row;
  const closes =
    error.kind === "budget" ||
    error.kind === "config" ||
    (ApiError.is(error) && findBusinessCode(error.code)?.closes !== undefined);
  return closes ? nameEnd(error) : undefined;
}
