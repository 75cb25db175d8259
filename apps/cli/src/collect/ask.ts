import { createInterface } from "node:readline/promises";
import { show } from "@just-one/encoders";
import type { Terminal } from "../terminal.ts";

/** Asks the person at the terminal; anything but a yes is a no. */
export async function ask(question: string, { stderr, signal }: Terminal): Promise<boolean> {
  stderr.write(show`${question} [y/N] `);
  const lines = createInterface({ input: process.stdin });
  try {
    const answer = await lines.question("", { signal });
    return /^\s*(?:y|yes|是|好)\s*$/i.test(answer);
  } catch {
    return false; // Ctrl-C, or the end of the input
  } finally {
    lines.close();
  }
}
