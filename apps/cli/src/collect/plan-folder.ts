import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import type { CatalogEntry } from "@just-one/api";
import { type Board, type PlanOptions, planRun, type RunPlan } from "@just-one/collector";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { formatJsonLine } from "../format/format-json.ts";
import { parseParameters } from "../operations/parse-parameters.ts";
import { readInputRows } from "./input-rows.ts";
import { toInputs } from "./to-inputs.ts";

/** What a person asked to be collected. */
export interface CollectRequest {
  readonly entry: CatalogEntry;
  readonly inputs: string;
  readonly folder: string;
  readonly set: readonly string[];
  readonly map: readonly string[];
  readonly price: string | undefined;
  readonly budget: string | undefined;
  readonly maxCalls: number | undefined;
  /** Invented figures never go on where paid ones were kept, nor the other way round. */
  readonly isMock: boolean;
  /** Finds replies that were paid for lately. */
  readonly findFresh: PlanOptions["findFresh"];
  /** Finds what may have been paid for lately, without a reply. */
  readonly isDoubtful: PlanOptions["isDoubtful"];
  readonly onProgress: (inputs: number) => void;
  /** Hears which column was taken for a parameter that it is not named after. */
  readonly onGuess: (parameter: string, column: string) => void;
  /** Others send as soon as it is planned: nothing may be spent until it is asked for. */
  readonly isShared: boolean;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/**
 * Plans a folder's run, or finds the one that is planned already: the same command goes on. What that may spend stays as it is:
 * others may be sending, and nobody has said yes yet.
 *
 * @throws CliError where the folder holds another run, naming the difference
 */
export async function planFolder(board: Board, request: CollectRequest): Promise<RunPlan> {
  const { entry, folder, price, budget, maxCalls, onProgress } = request;
  const file = await keepInput(request.inputs, folder, request.signal);
  const parameters = parseParameters(entry, request.set);
  const inputs = `${await hashFile(file, request.signal)} ${JSON.stringify(request.map.toSorted())}`;
  const planned = await board.readRun();
  if (planned !== undefined) {
    refuseOther(planned, { operation: entry.operation, parameters, inputs, price, isMock: request.isMock }, folder);
    return { ...planned, price: planned.price ?? price, budget, maxCalls };
  }
  const createdAt = Date.now();
  const id = `${request.isMock ? mockPrefix : ""}${new Date(createdAt).toISOString().slice(0, 19).replaceAll(":", "-")}`;
  const isOwn = await planRun({
    board,
    plan: {
      id,
      operation: entry.operation,
      parameters,
      price,
      inputs,
      createdAt,
      ...(request.isShared ? { maxCalls: 0 } : { budget, maxCalls }),
    },
    inputs: toInputs(stopAt(request.signal, readInputRows(file)), {
      entry,
      shared: parameters,
      columns: readMap(request.map),
      onGuess: request.onGuess,
    }),
    catalog: [entry],
    findFresh: request.findFresh,
    isDoubtful: request.isDoubtful,
    onProgress,
  });
  if (!isOwn) return planFolder(board, { ...request, inputs: file }); // another process has planned it meanwhile
  const plan = await board.readRun();
  if (plan === undefined) throw new Error("a run that was planned is not there");
  return { ...plan, budget, maxCalls };
}

/** Standard input, and every pipe, can be read once; the folder keeps it, so that the same inputs can be told from others. */
async function keepInput(inputs: string, folder: string, signal: AbortSignal): Promise<string> {
  const isPipe = inputs === "-" || isFifo(inputs);
  if (!isPipe) return inputs;
  const file = join(folder, "inputs");
  const source = inputs === "-" ? process.stdin : createReadStream(inputs);
  const isStopped = once(signal, "abort"); // a pipe that nobody writes to cannot even be opened
  const kept = pipeline(source, createWriteStream(file, { mode: 0o600 }), { signal });
  await Promise.race([kept, ...(signal.aborted ? [] : [isStopped])]).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (signal.aborted) throw interrupted();
  return file;
}

/** What cannot be looked at is told when it is read. */
function isFifo(path: string): boolean {
  try {
    return statSync(path).isFIFO();
  } catch {
    return false;
  }
}

async function hashFile(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of stopAt(signal, createReadStream(file))) hash.update(chunk as Buffer); // no encoding is set
  } catch (error) {
    if (error instanceof CliError) throw error;
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`cannot read the inputs from ${file} (${reason})`, exitCodes.wrongUse);
  }
  return hash.digest("hex");
}

/** A list may be long, and a device has no end. */
async function* stopAt<T>(signal: AbortSignal, parts: AsyncIterable<T>): AsyncGenerator<T, void> {
  for await (const part of parts) {
    if (signal.aborted) throw interrupted();
    yield part;
  }
}

function interrupted(): CliError {
  return new CliError("interrupted; nothing was sent", exitCodes.interrupted);
}

function readMap(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new CliError("write --map parameter=column", exitCodes.wrongUse);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

const mockPrefix = "mock-";

/** Whether a run holds invented figures. */
export function isMockRun({ id }: Pick<RunPlan, "id">): boolean {
  return id.startsWith(mockPrefix);
}

function refuseOther(
  planned: RunPlan,
  asked: Pick<RunPlan, "operation" | "parameters" | "inputs" | "price"> & Pick<CollectRequest, "isMock">,
  folder: string,
): void {
  const differences = [
    isMockRun(planned) === asked.isMock ? "" : asked.isMock ? "it was paid for" : "it holds the mock's figures",
    planned.operation === asked.operation ? "" : `it collects ${planned.operation}`,
    sameParameters(planned.parameters, asked.parameters)
      ? ""
      : `its parameters are ${formatJsonLine(planned.parameters).trimEnd()}`,
    planned.inputs === asked.inputs ? "" : "its inputs are others, or were changed since",
    // one that was not known may be told later: the plan asks for it
    asked.price === undefined || (planned.price ?? asked.price) === asked.price ? "" : `its price is ${planned.price}`,
  ].filter((each) => each !== "");
  if (differences.length === 0) return;
  const why = differences.join("; ");
  throw new CliError(
    `${folder} holds another run: ${why}. Give this one a folder of its own; nothing was sent`,
    exitCodes.wrongUse,
  );
}

function sameParameters(a: RunPlan["parameters"], b: RunPlan["parameters"]): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isDeepStrictEqual(a[name], b[name]));
}

/** @throws CliError where the folder holds the mock's figures and the vendor is asked, or the other way round */
export function refuseOtherKind(planned: RunPlan, isMock: boolean, folder: string): void {
  if (isMockRun(planned) === isMock) return;
  const kind = isMock ? "what was paid for; leave --mock out" : "the mock's figures; add --mock";
  throw new CliError(`${folder} holds ${kind}. Nothing was sent`, exitCodes.wrongUse);
}
