import type { Client } from "@just-one/core";
import { isHeldBack } from "../../session/is-held-back.ts";
import type { AskedCreator } from "../asked-creator.ts";
import type { CreatorRow } from "../creator-row.ts";
import type { LoadOptions } from "../load-creators.ts";
import { type SpreadParameters, spreadOperation } from "../spread-operation.ts";
import { leaveOut, nameClosing, refuseId, toCreatorRow } from "../to-creator-row.ts";
import type { FullCreator } from "./full-creator.ts";
import { type VariantName, variantNames, variants } from "./variants.ts";

/**
 * Makes the four calls for each id, one creator after the other, so that a budget that ends early has paid for whole
 * pictures. What is no id is never sent, nor anything after an answer that closes the way for all. After an abort it
 * ends with the calls that were under way.
 */
export async function* loadFullCreators(client: Client, options: LoadOptions): AsyncGenerator<FullCreator, void> {
  const { creators, parameters, concurrency = 4, stop, signal, onProgress } = options;
  let endedBy: string | undefined;
  let done = 0;
  let failed = 0;
  for (const creator of creators) {
    const { id, label, refusal } = creator;
    if (stop.aborted) return;
    const rows = new Map<VariantName, CreatorRow>();
    const inputs = variantNames.map((name) => Object.assign({ oAuthorId: id }, parameters, variants[name]));
    const items = client.map(
      spreadOperation,
      refusal === undefined && endedBy === undefined ? takeUntil(stop, inputs) : [],
      {
        concurrency,
        signal,
      },
    );
    for await (const item of items) {
      if (!item.ok && isHeldBack(item.error, stop)) continue;
      const row = { ...toCreatorRow(item), label };
      rows.set(nameVariant(item.parameters), row);
      done += 1;
      if (row.status === "failed") failed += 1;
      onProgress(done, failed);
    }
    endedBy ??= [...rows.values()].map(nameClosing).find((name) => name !== undefined);
    if (stop.aborted && rows.size === 0) return;
    yield { id, label, replies: complete(rows, describeMissing(creator, { stop, endedBy })) };
  }
}

function* takeUntil<T>(stop: AbortSignal, inputs: readonly T[]): Generator<T, void> {
  for (const input of inputs) {
    if (stop.aborted) return;
    yield input;
  }
}

function nameVariant({ type, range }: SpreadParameters): VariantName {
  return `${type === "PERSONAL_VIDEO" ? "personal" : "xingtu"}${range === "DAY_30" ? "30" : "90"}`;
}

function complete(rows: ReadonlyMap<VariantName, CreatorRow>, missing: CreatorRow): FullCreator["replies"] {
  const find = (name: VariantName): CreatorRow => rows.get(name) ?? missing;
  return {
    personal30: find("personal30"),
    personal90: find("personal90"),
    xingtu30: find("xingtu30"),
    xingtu90: find("xingtu90"),
  };
}

function describeMissing(
  creator: AskedCreator,
  { stop, endedBy }: { stop: AbortSignal; endedBy: string | undefined },
): CreatorRow {
  const { id, label, refusal } = creator;
  if (refusal !== undefined) return refuseId(creator);
  return stop.aborted
    ? { status: "not-sent", id, label, reason: "interrupted", endedBy: "interrupted" }
    : { ...leaveOut(id, endedBy), label };
}
