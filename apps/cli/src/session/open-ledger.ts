import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FileLedger } from "@just-one/core/node";
import type { Terminal } from "../terminal.ts";
import { readAddress } from "./create-vendor-client.ts";
import { findDataFolder } from "./data-folder.ts";
import { loadFiles } from "./load-files.ts";

/** The name of the file in the data folder. */
export const ledgerFile = "ledger";

/** Opens the account of what this command spent at the server of the environment; `undefined` where it never spent. */
export async function openLedger({ environment }: Terminal): Promise<FileLedger | undefined> {
  const path = join(findDataFolder(readAddress(environment), environment), ledgerFile);
  if (!existsSync(path)) return undefined;
  const { createFileLedger } = await loadFiles();
  return createFileLedger({ path });
}
