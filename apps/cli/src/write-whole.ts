import {
  closeSync,
  fsyncSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { Writable } from "node:stream";
import { CliError } from "./cli-error.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import type { OutputFormat } from "./format/output-format.ts";
import type { Output } from "./terminal.ts";

/** A file that is there whole or not at all. */
export interface WholeFile {
  /** Takes what shall be in it. */
  readonly output: Output;
  /**
   * Puts the file in its place; where nothing was written, there is none. Where it cannot be written, what was paid for goes to
   * `instead`.
   *
   * @throws CliError when it cannot be written
   */
  finish(instead: Output): void;
}

/**
 * Opens a file for this user alone (0600), beside its place, so that what cannot be written is known before anything is sent.
 *
 * @throws CliError when it cannot be opened
 */
export function openWhole(path: string): WholeFile {
  const fail = (error: unknown, exitCode: ExitCode): CliError => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return new CliError(`cannot write ${path} (${reason})`, exitCode);
  };
  let place: Place;
  let descriptor: number;
  try {
    place = findPlace(path);
    if (place.part !== place.path) rmSync(place.part, { force: true }); // of a run that was ended; its rights may be others
    descriptor = openSync(place.part, place.part === place.path ? "w" : "wx+", 0o600);
  } catch (error) {
    throw fail(error, exitCodes.wrongUse);
  }
  let failure: unknown;
  let written = 0;
  const unwritten: Buffer[] = []; // from the first byte on that the file could not take
  const output: Output = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        let rest = chunk;
        try {
          if (failure !== undefined) throw failure;
          while (rest.length > 0) {
            const bytes = writeSync(descriptor, rest); // of which a disk that is nearly full takes some
            written += bytes;
            rest = rest.subarray(bytes);
          }
        } catch (error) {
          failure = error;
        }
        if (rest.length > 0) unwritten.push(Buffer.from(rest));
        done();
      },
    }),
    { suggestedFormat: suggestFormat(path) },
  );
  return {
    output,
    finish: (instead) => {
      const { part, path: end } = place;
      try {
        if (failure !== undefined) throw failure;
        if (part !== end) putInPlace(descriptor, { part, end, isEmpty: written === 0 });
        closeSync(descriptor);
      } catch (error) {
        // Safe: these are what commands wrote, encoded.
        const stream = instead as NodeJS.WritableStream;
        const kept = part === end ? [] : readBack(descriptor, written);
        for (const chunk of [...kept, ...unwritten]) stream.write(chunk);
        closeSync(descriptor);
        if (part !== end) rmSync(part, { force: true });
        throw fail(error, exitCodes.failed); // what was to be sent is sent
      }
    },
  };
}

interface Place {
  /** Where the data shall be. */
  readonly path: string;
  /** Where it is written before; the same for what is no file, such as `/dev/stdout`: that must never be replaced by one. */
  readonly part: string;
}

function findPlace(path: string): Place {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { path, part: `${path}.part` };
  if (found.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  if (!found.isFile()) return { path, part: path };
  const file = realpathSync(path); // a link stays one
  return { path: file, part: `${file}.part` };
}

function putInPlace(
  descriptor: number,
  { part, end, isEmpty }: { readonly part: string; readonly end: string; readonly isEmpty: boolean },
): void {
  fsyncSync(descriptor);
  if (isEmpty) rmSync(part, { force: true });
  else renameSync(part, end);
}

/** What went into the file before it could take no more. */
function* readBack(descriptor: number, length: number): Generator<Buffer, void> {
  for (let position = 0; position < length;) {
    const chunk = Buffer.alloc(Math.min(65_536, length - position));
    const bytes = readSync(descriptor, chunk, 0, chunk.length, position);
    if (bytes === 0) return;
    yield chunk.subarray(0, bytes);
    position += bytes;
  }
}

function suggestFormat(path: string): OutputFormat | undefined {
  const [, ending] = /\.(csv|json|ndjson)$/i.exec(path) ?? [];
  // Safe: one of those three.
  return ending?.toLowerCase() as OutputFormat | undefined;
}
