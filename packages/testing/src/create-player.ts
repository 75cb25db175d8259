import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describeCall, type DescribedCall } from "./recording/describe-call.ts";
import { canonicalize, readRecording, type Recording } from "./recording/recording.ts";

/** A call that nothing was recorded of. */
export type UnknownCall = Pick<DescribedCall, "operation" | "params">;

/** Plays recordings in place of the vendor. */
export interface Player {
  /** For a client's `fetch`. It never reaches a network. */
  readonly fetch: typeof fetch;
  /** The calls that were refused, oldest first; a test wants it to be empty. */
  readonly unknown: readonly UnknownCall[];
}

/**
 * Creates a `fetch` that answers from the recordings of a folder: of the same operation with the same parameters, or of
 * the operation alone where a file names no parameters. Any other call is refused with the vendor's code 400 and a
 * sentence: unbilled, and not worth another try.
 *
 * @throws Error when the folder holds no recording, or a file that is none
 *
 * @example
 * ```ts
 * const player = await createPlayer("recordings");
 * const client = createClient({ token: "any", fetch: player.fetch });
 * ```
 */
export async function createPlayer(folder: string): Promise<Player> {
  const recordings = new Map<string, Recording>();
  for (const file of await listFiles(folder)) {
    const recording = await readRecording(file);
    const { operation, params } = recording;
    recordings.set(params === undefined ? operation : canonicalize({ operation, params: toTexts(params) }), recording);
  }
  const unknown: UnknownCall[] = [];
  return {
    unknown,
    async fetch(...request) {
      const { operation, params } = await describeCall(...request);
      request[1]?.signal?.throwIfAborted();
      const recording = recordings.get(canonicalize({ operation, params })) ?? recordings.get(operation);
      if (recording !== undefined) return createReply(recording.example, recording.httpStatus);
      unknown.push({ operation, params });
      const message = `${folder} holds no recording of ${operation} with ${JSON.stringify(params)}`;
      return createReply({ code: 400, message, data: null }, 400);
    },
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json")).toSorted();
  if (files.length === 0) throw new Error(`${folder}: holds no recordings; make some with createRecorder`);
  return files.map((name) => join(folder, name));
}

/** Parameters that somebody wrote into a file by hand may be numbers; on the wire all are texts. */
function toTexts(params: Readonly<Record<string, unknown>>): DescribedCall["params"] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.map(toText) : toText(value)]),
  );
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function createReply(envelope: object, status = 200): Response {
  return new Response(JSON.stringify(envelope), { status, headers: { "content-type": "application/json" } });
}
