import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refuseUnknown } from "@just-one/options/refuse-unknown";
import { createRedactor } from "@just-one/secrets";
import { isObject } from "./is-object.ts";
import { describeCall, type DescribedCall } from "./recording/describe-call.ts";
import { parseExactJson } from "./recording/exact-json.ts";
import { readText } from "./recording/read-text.ts";
import { nameRecording, readRecording } from "./recording/recording.ts";
import { redacted, redactReply } from "./recording/redact-reply.ts";
import { trimReply } from "./recording/trim-reply.ts";

/** What is recorded, and where. */
export interface RecorderOptions {
  /** Where the recordings go, one file a call; it is made when it is missing. */
  readonly folder: string;
  /** What really asks. @default the global `fetch` */
  readonly fetch?: typeof fetch | undefined;
  /** Items kept of each array. @default 2 */
  readonly maxItems?: number | undefined;
  /** Characters kept of each text. @default 200 */
  readonly maxTextLength?: number | undefined;
  /** Hears why a reply was not recorded; the caller gets it all the same. @default a warning of the process */
  readonly onProblem?: ((problem: Error) => void) | undefined;
}

/** Records what its `fetch` brings. */
export interface Recorder {
  /** For a client's `fetch`. It returns when the recording is on the disk. */
  readonly fetch: typeof fetch;
  /** The files written so far, oldest first. */
  readonly files: readonly string[];
}

/**
 * Creates a `fetch` that keeps a copy of every envelope, for `createPlayer` and for `spec infer`. The token, other
 * secrets and mail addresses are taken out, and long arrays and texts cut, before anything touches the disk; a copy that
 * still held the token would not be written. Integers beyond 2^53 stay whole. A failure never replaces a success of the
 * same call; replies that are no envelope are not recorded.
 *
 * @example
 * ```ts
 * const recorder = createRecorder({ folder: "recordings" });
 * const client = createClient({ token, fetch: recorder.fetch });
 * ```
 */
export function createRecorder(options: RecorderOptions): Recorder {
  refuseUnknown(options, { folder: true, fetch: true, maxItems: true, maxTextLength: true, onProblem: true });
  const { folder, maxItems = 2, maxTextLength = 200 } = options;
  const warn = options.onProblem ?? ((problem: Error) => process.emitWarning(problem));
  const files: string[] = [];

  const record = async (call: DescribedCall, reply: Response, text: string): Promise<void> => {
    const envelope = parseEnvelope(text);
    if (envelope === undefined) throw new Error(`${call.operation}: not recorded, its reply is no envelope`);
    const file = join(folder, nameRecording(call));
    if (!isSuccess(envelope) && (await hasSuccess(file))) return;
    // No vendor's token is shorter; a test's may be, and would be found in every word.
    const redact = call.token.length < 8 ? String : createRedactor(call.token, redacted);
    const recording = {
      operation: call.operation,
      params: redactReply(call.params, redact),
      httpStatus: reply.status,
      example: trimReply(redactReply(envelope, redact), { maxItems, maxTextLength }),
    };
    const json = `${JSON.stringify(recording, null, 2)}\n`;
    if (redact(json) !== json) {
      throw new Error(`${call.operation}: not recorded, the token could not be taken out of its reply`);
    }
    await mkdir(folder, { recursive: true });
    await writeWhole(file, json);
    if (!files.includes(file)) files.push(file);
  };

  return {
    files,
    async fetch(...request) {
      const call = await describeCall(...request);
      const reply = await (options.fetch ?? globalThis.fetch)(...request);
      if (!mayHoldEnvelope(reply)) return reply;
      const text = await readText(reply);
      await record(call, reply, text).catch(warn);
      return new Response(text, reply);
    },
  };
}

// A redirect is not followed, and nothing can be put back into a reply that must have no body.
function mayHoldEnvelope({ status }: Response): boolean {
  return (status >= 200 && status < 300 && status !== 204 && status !== 205) || status >= 400;
}

function parseEnvelope(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseExactJson(text);
    return isObject(value) && Object.hasOwn(value, "code") ? value : undefined;
  } catch {
    return undefined; // no JSON, or nested too deep
  }
}

function isSuccess(envelope: Readonly<Record<string, unknown>>): boolean {
  return ["0", '"0"'].includes(JSON.stringify(envelope["code"]));
}

async function hasSuccess(file: string): Promise<boolean> {
  return readRecording(file).then(
    ({ example }) => isSuccess(example),
    () => false,
  );
}

/** A reader never sees half a file. */
async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}
