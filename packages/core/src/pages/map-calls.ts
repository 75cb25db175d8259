import type { CallOptions } from "../call-options.ts";
import { findBusinessCode } from "../envelope/business-codes.ts";
import { ApiError } from "../errors/api-error.ts";
import type { JustOneError } from "../errors/just-one-error.ts";
import type { Result } from "../result.ts";

export interface MapProgress {
  readonly done: number;
  readonly failed: number;
  /** True once nothing more is sent, because an answer or the budget closed the way. */
  readonly stopped: boolean;
}

export interface MapOptions extends CallOptions {
  /** Calls under way at once, and results held in memory. @default 4 */
  readonly concurrency?: number | undefined;
  /** `input` yields in the order of the inputs, `completion` as results come in. @default "input" */
  readonly order?: "input" | "completion" | undefined;
  /** Told after every result. */
  readonly onProgress?: ((progress: MapProgress) => void) | undefined;
}

/** One input's result; a failed one does not end the others. */
export type MapItem<T, P> = { readonly index: number; readonly parameters: P } & Result<T>;

export interface MapSource<P> {
  readonly inputs: Iterable<P> | AsyncIterable<P>;
  readonly options: MapOptions;
  call(parameters: P): Promise<Result<unknown>>;
}

/**
 * Yields the result of every input. Inputs are taken only when there is room, so a million of them need no more memory
 * than `concurrency` results. After an answer that closes operation, token or account, or a used-up budget, no further
 * input is taken; calls under way are still yielded.
 */
export async function* mapCalls<P>(source: MapSource<P>): AsyncGenerator<MapItem<unknown, P>, void> {
  const { concurrency = 4, order = "input", onProgress, signal } = source.options;
  const inputs = iterate(source.inputs);
  const underWay = new Map<number, Promise<MapItem<unknown, P>>>();
  const progress = { done: 0, failed: 0, stopped: false };
  let taken = 0;
  let exhausted = false;

  const isOpen = (): boolean => !exhausted && !progress.stopped && signal?.aborted !== true;
  const take = async (): Promise<void> => {
    const next = await inputs.next();
    if (next.done === true) {
      exhausted = true;
      return;
    }
    const index = taken;
    taken += 1;
    const call = async (): Promise<MapItem<unknown, P>> => {
      const result = await source.call(next.value);
      if (!result.ok && isTheEnd(result.error)) progress.stopped = true;
      return { index, parameters: next.value, ...result };
    };
    underWay.set(index, call());
  };

  try {
    for (let yielded = 0; ; yielded += 1) {
      while (isOpen() && underWay.size < concurrency) await take();
      if (underWay.size === 0) return;
      const item = await (order === "input" ? underWay.get(yielded) : Promise.race(underWay.values()));
      if (item === undefined) return;
      underWay.delete(item.index);
      progress.done += 1;
      if (!item.ok) progress.failed += 1;
      onProgress?.({ ...progress });
      yield item;
    }
  } finally {
    await inputs.return?.();
  }
}

/** True when every later call of the operation must fail too. */
function isTheEnd(error: JustOneError): boolean {
  if (error.kind === "budget" || error.kind === "config") return true;
  return ApiError.is(error) && findBusinessCode(error.code)?.closes !== undefined;
}

function iterate<P>(inputs: Iterable<P> | AsyncIterable<P>): AsyncIterator<P> | Iterator<P> {
  return Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
}
