import type { Code, CsvText, JsonText, TerminalText } from "@just-one/encoders";

/** Where a command reads its surroundings and writes; tests bring their own. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
}

/** A stream, and what is known about the screen behind it. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** Characters in a line; absent when it is no terminal. */
  readonly columns?: number;
  /** Takes what was encoded only: text from outside does not compile here. */
  write(text: TerminalText | JsonText | CsvText | Code): boolean;
}
