import type { CallOptions } from "../call-options.ts";
import { callShape } from "../call/call-shape.ts";
import { findBusinessCode } from "../envelope/business-codes.ts";
import { ApiError } from "../errors/api-error.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import { checkOptions } from "../options/check-options.ts";
import type { Shape } from "../options/read-options.ts";
import type { Result } from "../result.ts";
import { tell } from "../tell.ts";

/** How far a map is. */
export interface MapProgress {
  /** Results so far, failures among them. */
  readonly done: number;
  /** How many of them are failures. */
  readonly failed: number;
  /** True once nothing more is sent, because an answer, the budget or the signal closed the way. */
  readonly stopped: boolean;
}

/** How a map goes about its calls. */
export interface MapOptions extends CallOptions {
  /** Calls under way at once, and results held in memory. @default 4 */
  readonly concurrency?: number | undefined;
  /** `input` yields in the order of the inputs, `completion` as results come in. @default "input" */
  readonly order?: "input" | "completion" | undefined;
  /** Told after every result. What it throws, also later, is swallowed: the results are paid for. */
  readonly onProgress?: ((progress: MapProgress) => void) | undefined;
}

/** One input's result; a failed one does not end the others. */
export type MapItem<T, P> = { readonly index: number; readonly parameters: P } & Result<T>;

export interface MapSource<P> {
  readonly inputs: Iterable<P> | AsyncIterable<P>;
  readonly options: MapOptions;
  call(parameters: P, options: CallOptions): Promise<Result<unknown>>;
}

/**
 * Yields the result of every input. Inputs are taken only when there is room, so a million of them need no more memory
 * than `concurrency` results. After an answer that closes operation, token or account, or a used-up budget, no further
 * input is taken; calls under way are still yielded, also before an error of the inputs themselves is thrown. Leaving
 * the loop aborts the calls under way.
 */
export async function* mapCalls<P>(source: MapSource<P>): AsyncGenerator<MapItem<unknown, P>, void> {
  const { concurrency = 4, order = "input", onProgress, ...options } = checkOptions(source.options, shape);
  if (!orders.has(order)) throw new ConfigError('`order` must be "input" or "completion"');
  const { signal } = options;
  const inputs = iterate(source.inputs);
  const left = new AbortController();
  const end = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
  const finished = new Map<number, MapItem<unknown, P>>();
  const progress = { done: 0, failed: 0, stopped: false };
  let underWay = 0;
  let taken = 0;
  let isExhausted = false;
  let isTaking = false;
  let broken: { readonly error: unknown } | undefined;
  let change = Promise.withResolvers<void>();

  const tellChange = (): void => {
    change.resolve();
    change = Promise.withResolvers();
  };
  const isOpen = (): boolean => !isExhausted && !progress.stopped && !end.aborted && broken === undefined;

  const send = async (index: number, parameters: P): Promise<void> => {
    underWay += 1;
    try {
      const result = await source.call(parameters, { ...options, signal: end });
      if (!result.ok && isTheEnd(result.error)) progress.stopped = true;
      finished.set(index, { index, parameters, ...result });
    } catch (error) {
      broken ??= { error };
    }
    underWay -= 1;
    tellChange();
  };

  /** Runs beside the loop below, so that a slow source of inputs does not hold results back. */
  const takeInputs = async (): Promise<void> => {
    isTaking = true;
    try {
      while (isOpen() && underWay + finished.size < concurrency) {
        const next = await inputs.next();
        if (next.done === true) isExhausted = true;
        else if (isOpen()) void send(taken++, next.value);
      }
    } catch (error) {
      broken ??= { error };
    }
    isTaking = false;
    tellChange();
  };

  end.addEventListener("abort", tellChange);
  try {
    for (let yielded = 0; ;) {
      if (!isTaking && isOpen()) void takeInputs();
      const item = order === "input" ? finished.get(yielded) : first(finished.values());
      if (item !== undefined) {
        finished.delete(item.index);
        yielded += 1;
        count(item, progress);
        if (end.aborted) progress.stopped = true;
        if (onProgress !== undefined) tell(() => onProgress({ ...progress }));
        yield item;
      } else if (underWay > 0 || (isTaking && isOpen())) {
        await change.promise;
      } else if (broken !== undefined) {
        throw broken.error;
      } else {
        return;
      }
    }
  } finally {
    end.removeEventListener("abort", tellChange);
    left.abort();
    if (!isExhausted && broken === undefined) await close(inputs, isTaking);
  }
}

const shape: Shape<MapOptions> = { ...callShape, concurrency: 1, order: undefined, onProgress: "a function" };

const orders: ReadonlySet<unknown> = new Set(["input", "completion"]);

/** True when every later call of the operation must fail too. */
function isTheEnd(error: AnyJustOneError): boolean {
  if (error.kind === "config") return !error.retryable && !error.inDoubt; // which is of one question only
  // Refused by the budget, or by the breaker. After a request has gone out it may be the budget of that one call which is
  // used up; a twin does not tell.
  if (error.kind === "budget" || error.kind === "transport") {
    return error.meta.attempts.length === 0 && !error.meta.cached;
  }
  return ApiError.is(error) && findBusinessCode(error.code)?.closes !== undefined;
}

function iterate<P>(inputs: Iterable<P> | AsyncIterable<P>): AsyncIterator<P> | Iterator<P> {
  // Callers without types may give anything. Safe: each member is looked for before it is used.
  const given = Object(inputs) as Partial<Iterable<P> & AsyncIterable<P>>;
  const iterator = given[Symbol.asyncIterator]?.() ?? given[Symbol.iterator]?.();
  if (iterator === undefined) throw new ConfigError("`inputs` must be a list of parameters");
  return iterator;
}

/** Lets the source clean up; one that is busy with its next input is not waited for. */
async function close(inputs: AsyncIterator<unknown> | Iterator<unknown>, isBusy: boolean): Promise<void> {
  const closing = Promise.resolve(inputs.return?.());
  if (isBusy) closing.catch(() => undefined);
  else await closing;
}

function first<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value;
  return undefined;
}

function count(item: Result<unknown>, progress: { done: number; failed: number }): void {
  progress.done += 1;
  if (!item.ok) progress.failed += 1;
}
