import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { Writable } from "node:stream";
import { CliError } from "./cli-error.ts";
import { exitCodes } from "./exit-code.ts";
import type { OutputFormat } from "./format/output-format.ts";
import type { Output } from "./terminal.ts";

/** A file that is there whole or not at all. */
export interface WholeFile {
  /** What is written to it is kept until the end. */
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
  const part = `${path}.part`;
  const fail = (error: unknown): CliError => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return new CliError(`cannot write ${path} (${reason})`, exitCodes.wrongUse);
  };
  let descriptor: number;
  try {
    rmSync(part, { force: true }); // of a run that was ended; its rights may be others
    descriptor = openSync(part, "wx", 0o600);
  } catch (error) {
    throw fail(error);
  }
  const chunks: Buffer[] = [];
  const output: Output = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    }),
    { suggestedFormat: suggestFormat(path) },
  );
  return {
    output,
    finish: (instead) => {
      try {
        for (const chunk of chunks) writeSync(descriptor, chunk);
        fsyncSync(descriptor);
        closeSync(descriptor);
        if (chunks.length === 0) rmSync(part, { force: true });
        else renameSync(part, path);
      } catch (error) {
        // Safe: these are what commands wrote, encoded.
        for (const chunk of chunks) (instead as NodeJS.WritableStream).write(chunk);
        throw fail(error);
      }
    },
  };
}

function suggestFormat(path: string): OutputFormat | undefined {
  const [, ending] = /\.(csv|json|ndjson)$/i.exec(path) ?? [];
  // Safe: one of those three.
  return ending?.toLowerCase() as OutputFormat | undefined;
}
