import { join } from "node:path";
import type { FileCache, FileCacheOptions } from "@just-one/core/node";
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

/** Epoch milliseconds: what was paid for, or may have been, before then does not count. */
export type KeptSince = Required<Pick<FileCacheOptions, "repliesSince" | "doubtsSince">>;

/** `--fresh` and `--pay-again` are moments, so that two of them at once pay once. */
export function toMoments({ fresh = false, payAgain = false }: PayingAgain): KeptSince {
  const now = Date.now();
  return { repliesSince: fresh ? now : 0, doubtsSince: fresh || payAgain ? now : 0 };
}

/**
 * Opens what this user has paid for within a day, shared by all commands.
 *
 * @throws CliError when it cannot be opened
 */
export async function openKeptReplies(
  destination: Destination,
  environment: Terminal["environment"],
  since: KeptSince,
): Promise<FileCache> {
  const { createFileCache } = await loadFiles(); // where something is kept only
  const path = join(makeDataFolder(destination, environment), "replies");
  return createFileCache({
    path,
    maxEntries: 100_000,
    maxBytes: 1024 * 1024 * 1024,
    doubtMs: dayMs, // as long as a reply would have been kept; later it is another question
    ...since,
  });
}
