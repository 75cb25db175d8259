import { catalog as wholeCatalog, type Catalog } from "@just-one/api/catalog";
import { ConfigError, toRequestKey } from "@just-one/core";
import { checkCall } from "@just-one/core/lean";
import type { Board, RunPlan } from "./board.ts";
import type { NewItem, Reply } from "./item.ts";

/** One input of a run. */
export interface Input {
  /** The operation's own parameters, without those that all inputs share. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The name that stood beside it. */
  readonly label?: string | undefined;
  /** Why it is no input; it is kept and reported, and never sent. */
  readonly invalid?: string | undefined;
}

export interface PlanOptions {
  readonly board: Board;
  readonly plan: Omit<RunPlan, "columns">;
  readonly inputs: Iterable<Input> | AsyncIterable<Input>;
  /** The operations that can be called. @default the package's own */
  readonly catalog?: Catalog | undefined;
  /** Finds a reply that was paid for earlier and is fresh enough, by the canonical request. */
  readonly findFresh?: ((key: string) => Reply | undefined) | undefined;
  /** How many inputs are written at a time. @default 5000: the disk is not waited for, and memory does not grow with the list */
  readonly batchItems?: number | undefined;
  /** Is told how many inputs were read so far. */
  readonly onProgress?: ((inputs: number) => void) | undefined;
}

/**
 * Reads inputs onto a board; sends nothing. Equal requests are planned once. A planning that was interrupted begins anew.
 *
 * @throws ConfigError when the operation is not in the catalog
 */
export async function planRun({ board, plan, inputs, ...options }: PlanOptions): Promise<void> {
  const { catalog = wholeCatalog, findFresh, batchItems = 5000, onProgress } = options;
  const entry = catalog.find(({ operation }) => operation === plan.operation);
  if (entry === undefined) throw new ConfigError(`"${plan.operation}" is not in the catalog; a key is "METHOD /path"`);
  await board.beginPlan(plan);
  const names = new Set(Object.keys(plan.parameters));
  let seq = 0;
  let batch: NewItem[] = [];
  for await (const input of inputs) {
    seq += 1;
    if (input.invalid === undefined) for (const name in input.parameters) names.add(name);
    batch.push(toItem(seq, input));
    if (batch.length < batchItems) continue;
    await board.addItems(batch);
    batch = [];
    onProgress?.(seq);
  }
  await board.addItems(batch);
  onProgress?.(seq);
  await board.endPlan(entry.parameters.map(({ name }) => name).filter((name) => names.has(name)));

  function toItem(number: number, { parameters, label, invalid }: Input): NewItem {
    const asked = { ...plan.parameters, ...parameters };
    const problem =
      invalid ?? checkCall({ entry: entry as NonNullable<typeof entry>, parameters: asked, options: {} })?.message;
    if (problem !== undefined) return { seq: number, parameters, label, invalid: problem };
    const key = toRequestKey(plan.operation, asked, catalog);
    return { seq: number, key, parameters, label, reply: findFresh?.(key) };
  }
}
