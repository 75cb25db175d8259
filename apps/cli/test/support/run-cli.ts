import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { WriteStream } from "node:tty";
import type { ExitCode } from "../../src/exit-code.ts";
import { run } from "../../src/run.ts";

/** Marked, so that a search finds it wherever it should not be. */
export const markedToken = "marked-token-for-tests";

export interface Ran {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Characters in a line; given, both streams are terminals. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly giveUp?: AbortSignal;
  /** Hears what is written to stderr. */
  readonly onStderr?: (text: string) => void;
  /** What is piped in; nothing is when absent. */
  readonly stdin?: string;
}

/** Runs the command in this process and keeps what it wrote. Fails when the token is in any of it. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  // What is paid for is kept from one run to the next; a test that wants that names the folder.
  const dataHome = mkdtempSync(join(tmpdir(), "just-one-data-"));
  const { stdin } = options;
  const stdout = createOutput(options.columns);
  const stderr = createOutput(options.columns, options.onStderr);
  const exitCode = await run(args, {
    stdout,
    stderr,
    environment: { XDG_DATA_HOME: dataHome, ...options.environment },
    signal: options.signal ?? new AbortController().signal,
    ...(options.giveUp !== undefined && { giveUp: options.giveUp }),
    ...(stdin !== undefined && { openStdin: () => Readable.from([Buffer.from(stdin)]) }),
  });
  rmSync(dataHome, { recursive: true, force: true });
  const ran = { exitCode, stdout: stdout.text(), stderr: stderr.text() };
  if (JSON.stringify(ran).includes(markedToken)) throw new Error("the token was printed");
  return ran;
}

/** The environment of a person who works against this server. */
export function environmentFor(server: { readonly url: string }): Record<string, string> {
  return { JUST_ONE_TOKEN: markedToken, JUST_ONE_BASE_URL: server.url };
}

type CollectingOutput = Writable & { readonly text: () => string; readonly isTTY?: boolean; readonly columns?: number };

function createOutput(columns: number | undefined, hear?: (text: string) => void): CollectingOutput {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      hear?.(chunk.toString());
      done();
    },
  });
  const screen =
    columns === undefined ? {} : { isTTY: true, columns, getColorDepth: () => WriteStream.prototype.getColorDepth() };
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString("utf8") }, screen);
}
