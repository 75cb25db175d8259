import { join } from "node:path";
import type { FileCache } from "@just-one/core/node";
import type { Terminal } from "../terminal.ts";
import { makeDataFolder } from "./data-folder.ts";
import { loadFiles } from "./load-files.ts";
import type { Destination } from "./open-session.ts";

/** How long replies that were paid for are kept. */
export const dayMs = 86_400_000;

/** What is asked for although it may be paid for already. */
export interface PayingAgain {
  /** Pays for all that was paid for before this moment. */
  readonly fresh?: boolean | undefined;
  /** Pays for what may have been paid for before this moment, and has no reply. */
  readonly payAgain?: boolean | undefined;
}

/**
 * Opens what this user has paid for within a day, shared by all commands.
 *
 * @throws CliError when it cannot be opened
 */
export async function openKeptReplies(
  destination: Destination,
  environment: Terminal["environment"],
  { fresh = false, payAgain = false }: PayingAgain = {},
): Promise<FileCache> {
  const { createFileCache } = await loadFiles(); // where something is kept only
  const path = join(makeDataFolder(destination, environment), "replies");
  const now = Date.now();
  return createFileCache({
    path,
    maxEntries: 100_000,
    maxBytes: 1024 * 1024 * 1024,
    doubtMs: dayMs, // as long as a reply would have been kept; later it is another question
    repliesSince: fresh ? now : 0,
    doubtsSince: fresh || payAgain ? now : 0,
  });
}
