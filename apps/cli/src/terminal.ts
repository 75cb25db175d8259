import type { OutputFormat } from "./format/output-format.ts";
import type { Code, CsvText, JsonText, TerminalText } from "@just-one/encoders";

/** Where a command reads its surroundings and writes; tests bring their own. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Which variable `JUST_ONE_TOKEN` was taken from, where a profile says so. */
  readonly tokenVariable?: string;
  /** Aborts at Ctrl-C: nothing more shall be sent. */
  readonly signal: AbortSignal;
  /** Aborts at a second one: what is under way is given up, too. */
  readonly giveUp?: AbortSignal;
  /** What the data could not be written for; `undefined` as long as it could. */
  readonly readOutputFailure?: () => string | undefined;
  /** Opens what is typed or piped in; absent where there is nothing. */
  readonly openStdin?: () => Input;
  /** Failures and data only. */
  readonly isQuiet?: boolean;
  /** Every request is told of. */
  readonly isVerbose?: boolean;
}

/** Standard input; a terminal's is a person's. */
export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
}

/** A stream, and what is known about the screen behind it. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** Whether more is written than its reader has taken. */
  readonly writableNeedDrain?: boolean;
  /** Characters in a line; absent when it is no terminal. */
  readonly columns?: number;
  /** What a file's name says; absent for other streams. */
  readonly suggestedFormat?: OutputFormat | undefined;
  /** Takes what was encoded only: text from outside does not compile here. */
  write(text: TerminalText | JsonText | CsvText | Code): boolean;
}
