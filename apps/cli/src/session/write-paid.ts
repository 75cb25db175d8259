import { setImmediate } from "node:timers/promises";
import type { JsonText, TerminalText } from "@just-one/encoders";
import type { Terminal } from "../terminal.ts";

/** Writes what was paid for and is kept nowhere else; on stderr where stdout cannot take it, such as a full disk. */
export async function writePaid(
  text: JsonText | TerminalText,
  { stdout, stderr, readOutputFailure }: Terminal,
): Promise<void> {
  stdout.write(text);
  await setImmediate(); // a stream tells of it later
  if (readOutputFailure?.() !== undefined) stderr.write(text);
}
