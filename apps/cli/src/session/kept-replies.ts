import { join } from "node:path";
import type { FileCache } from "@just-one/core/node";
import type { Terminal } from "../terminal.ts";
import { makeDataFolder } from "./data-folder.ts";
import { loadFiles } from "./load-files.ts";
import type { Destination } from "./open-session.ts";

/** How long replies that were paid for are kept. */
export const dayMs = 86_400_000;

/**
 * Opens what this user has paid for within a day, shared by all commands.
 *
 * @throws CliError when it cannot be opened
 */
export async function openKeptReplies(
  destination: Destination,
  environment: Terminal["environment"],
): Promise<FileCache> {
  const { createFileCache } = await loadFiles(); // where something is kept only
  const path = join(makeDataFolder(destination, environment), "replies");
  return createFileCache({ path, maxEntries: 100_000, maxBytes: 1024 * 1024 * 1024 });
}
