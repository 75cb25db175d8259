import type { Client } from "@just-one/core";
import { isHeldBack } from "../session/is-held-back.ts";
import type { AskedCreator } from "./asked-creator.ts";
import type { CreatorRow } from "./creator-row.ts";
import { type SpreadParameters, spreadOperation } from "./spread-operation.ts";
import { leaveOut, nameClosing, refuseId, toCreatorRow } from "./to-creator-row.ts";

export interface LoadOptions {
  readonly creators: readonly AskedCreator[];
  /** The same for every creator. */
  readonly parameters: Omit<SpreadParameters, "oAuthorId">;
  /** Calls at once. @default 4 */
  readonly concurrency?: number | undefined;
  /** Nothing more is sent once it aborts. */
  readonly stop: AbortSignal;
  /** What is under way ends once it aborts. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, failed: number) => void;
}

/**
 * Calls once for each id, a few at a time, and yields what became of it, as it comes. What is no id is never sent. After
 * an answer that closes the way for all (no permission, quota, balance) the rest is not sent either. Once it is stopped it
 * ends with the calls that are under way; ids that were not sent by then are not yielded.
 */
export async function* loadCreators(client: Client, options: LoadOptions): AsyncGenerator<CreatorRow, void> {
  const { creators, parameters, concurrency = 4, stop, signal, onProgress } = options;
  for (const creator of creators) if (creator.refusal !== undefined) yield refuseId(creator);
  const labels = new Map(creators.filter(({ refusal }) => refusal === undefined).map(({ id, label }) => [id, label]));
  const unsent = new Set(labels.keys());
  const items = client.map(spreadOperation, listInputs([...unsent], parameters, stop), {
    concurrency,
    order: "completion",
    signal,
    onProgress: ({ done, failed }) => onProgress(done, failed),
  });
  let endedBy: string | undefined;
  for await (const item of items) {
    if (!item.ok && isHeldBack(item.error, stop)) continue;
    unsent.delete(item.parameters.oAuthorId);
    const row = toCreatorRow(item);
    endedBy ??= nameClosing(row);
    yield { ...row, label: labels.get(item.parameters.oAuthorId) };
  }
  if (stop.aborted) return;
  for (const id of unsent) yield { ...leaveOut(id, endedBy), label: labels.get(id) };
}

function* listInputs(
  ids: readonly string[],
  parameters: LoadOptions["parameters"],
  stop: AbortSignal,
): Generator<SpreadParameters, void> {
  for (const oAuthorId of ids) {
    if (stop.aborted) return;
    yield { oAuthorId, ...parameters };
  }
}
