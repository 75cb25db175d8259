import { catalog as wholeCatalog, type Catalog } from "@just-one/api/catalog";
import { setTimeout } from "node:timers/promises";
import { ConfigError, JustOneError, toRequestKey } from "@just-one/core";
import type { Names } from "@just-one/options/find-unknown";
import type { Board, RunPlan } from "./board.ts";
import type { NewItem, Reply } from "./item.ts";
import { writeJson } from "./json-text.ts";
import { observe } from "./observe.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

/** One input of a run. */
export interface Input {
  /** The operation's own parameters, without those that all inputs share. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The name that stood beside it. */
  readonly label?: string | undefined;
  /** Why it is no input; it is kept and reported, and never sent. */
  readonly invalid?: string | undefined;
}

/** What is planned, and where. */
export interface PlanOptions {
  /** Where it is kept. */
  readonly board: Board;
  /** What all inputs share. */
  readonly plan: Omit<RunPlan, "columns">;
  /** Read once, one after the other; memory does not grow with them. */
  readonly inputs: Iterable<Input> | AsyncIterable<Input>;
  /** The operations that can be called. @default the package's own */
  readonly catalog?: Catalog | undefined;
  /** Finds a reply that was paid for earlier and is fresh enough, by the canonical request. */
  readonly findFresh?: ((key: string) => Reply | undefined) | undefined;
  /**
   * Whether a request may have been paid for earlier, outside this run, without a reply, by the canonical request: its input has
   * `failed` then, for `reasonOfDoubt`, and is not sent unasked.
   */
  readonly isDoubtful?: ((key: string) => boolean) | undefined;
  /** How many inputs are written at a time. @default 2500: the disk is not waited for, and memory does not grow with the list */
  readonly batchItems?: number | undefined;
  /** Is told how many inputs were read so far. What it throws is swallowed. */
  readonly onProgress?: ((inputs: number) => void) | undefined;
}

/**
 * Reads inputs onto a board; sends nothing. Equal requests are planned once. A planning that was interrupted begins anew, one
 * of another process is waited for, and a run that is planned stays as it is. True when these inputs are what is planned now.
 *
 * @throws ConfigError when the operation is not in the catalog, or the limits cannot work
 * @example
 * ```ts
 * await planRun({ board, plan, inputs: [{ parameters: { oAuthorId: "7048929565493690398" }, label: "甲" }] });
 * ```
 */
export async function planRun(options: PlanOptions): Promise<boolean> {
  refuseUnknown("", options, optionNames);
  const { board, plan, inputs, catalog = wholeCatalog, findFresh, isDoubtful, batchItems = 2500, onProgress } = options;
  refuseUnknown<Omit<RunPlan, "columns">>("plan.", plan, planNames);
  if (Object(plan.parameters) !== plan.parameters) throw new ConfigError("`plan.parameters` must be an object");
  if (!Number.isFinite(plan.createdAt)) throw new ConfigError("`plan.createdAt` must be in epoch milliseconds");
  const entry = catalog.find(({ operation }) => operation === plan.operation);
  if (entry === undefined) throw new ConfigError(`"${plan.operation}" is not in the catalog; a key is "METHOD /path"`);
  const own = [entry];
  for (;;) {
    const begun = await board.beginPlan(plan);
    if (begun === "planned") return false;
    if (begun === "begun") break;
    await setTimeout(busyMs);
  }
  try {
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
      observe(onProgress, seq);
    }
    await board.addItems(batch);
    observe(onProgress, seq);
    await board.endPlan(entry.parameters.map(({ name }) => name).filter((name) => names.has(name)));
    return true;
  } catch (error) {
    await board.giveUpPlan().catch(() => undefined); // the first error says more
    throw error;
  }

  function toItem(number: number, input: Input): NewItem {
    const label = input.label?.slice(0, labelCharacters);
    const parameters = { ...input.parameters };
    const refuse = (invalid: string): NewItem => ({
      seq: number,
      parameters: toKept(parameters),
      label,
      invalid: invalid.slice(0, 500),
    });
    if (input.invalid !== undefined) return refuse(input.invalid);
    const asked = { ...plan.parameters, ...parameters };
    let key: string;
    try {
      key = toRequestKey(plan.operation, asked, own);
    } catch (error) {
      if (!JustOneError.isInstance(error)) throw error;
      return refuse(error.message);
    }
    if (key.length > keyCharacters) return refuse(`is longer than ${keyCharacters} characters`);
    const reply = findFresh?.(key);
    return {
      seq: number,
      key,
      parameters,
      label,
      reply,
      isDoubtful: reply === undefined && isDoubtful?.(key) === true,
    };
  }
}

const optionNames: Names<PlanOptions> = {
  board: true,
  plan: true,
  inputs: true,
  catalog: true,
  findFresh: true,
  isDoubtful: true,
  batchItems: true,
  onProgress: true,
};

/** A plan that was read from a board has all of them. */
const planNames: Names<RunPlan> = {
  id: true,
  operation: true,
  parameters: true,
  columns: true,
  price: true,
  budget: true,
  maxCalls: true,
  inputs: true,
  createdAt: true,
};

const busyMs = 200;
const labelCharacters = 200;
// No server takes longer addresses, and the longest form of the vendor's is far below it.
const keyCharacters = 65_536;

/** What was given, as far as it can be kept: anything may stand in an input that is none. */
function toKept(parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = writeJson(parameters);
  } catch {
    return { input: "cannot be written" };
  }
  return text.length > 2000 ? { input: text.slice(0, 2000).toWellFormed() } : parameters;
}
