import { join } from "node:path";
import type { Ledger } from "@just-one/core";
import { makeFolder } from "@just-one/user-folders/make-folder";
import type * as FileStores from "../calls/sqlite-call-store.ts";
import type { CallStore } from "../calls/call-store.ts";
import { findDataFolder, findStateFolder, type Variables } from "../settings/folders.ts";
import { nameServer, type Settings } from "../settings/read-settings.ts";
import type * as FileLedgers from "./file-ledger.ts";
import { ToolError } from "../results/tool-error.ts";

/** What is remembered, and its end. */
export interface OpenMemory {
  readonly store: CallStore;
  readonly ledger: Ledger;
  readonly close: () => Promise<void>;
}

/** What all processes share: the database that was named, or else files of this user's. @throws ToolError */
export async function openMemory(settings: Settings, variables: Variables): Promise<OpenMemory> {
  try {
    if (settings.database === undefined) return await openFiles(settings, variables);
    const { openDatabase } = await import("./open-database.ts");
    return await openDatabase(settings, settings.database, variables);
  } catch (error) {
    throw new ToolError({
      error: "failed",
      fix: "operator: just-one-mcp doctor",
      // Of ours, or of the system's: both name a place and no secret.
      say: `What was asked and spent cannot be opened: ${error instanceof Error ? error.message.slice(0, 200) : "unknown error"}`,
    });
  }
}

async function openFiles(settings: Settings, variables: Variables): Promise<OpenMemory> {
  const server = nameServer(settings);
  const { createFileLedger, createSqliteCallStore } = await loadFiles();
  const [state, data] = [findStateFolder(variables, server), findDataFolder(variables, server)];
  for (const folder of [state, data]) makeFolder(folder, 0o700);
  const { keepMs, forgetsAtEnd } = settings;
  const store = createSqliteCallStore({ path: join(state, "calls"), keepMs, forgetsAtEnd });
  const ledger = createFileLedger({ path: join(data, "ledger") });
  return {
    store,
    ledger,
    close: async () => {
      await store.close();
      ledger.close();
    },
  };
}

/** What is forgotten with the process: of a mock nothing need be kept. */
export async function openForgetful(settings: Settings): Promise<OpenMemory> {
  const { createFileLedger, createSqliteCallStore } = await loadFiles();
  const { mkdtempSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const folder = mkdtempSync(join(tmpdir(), "just-one-mcp-"));
  const store = createSqliteCallStore({ path: join(folder, "calls"), keepMs: settings.keepMs });
  return {
    store,
    ledger: createFileLedger({ path: join(folder, "ledger") }),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Files = Pick<typeof FileLedgers, "createFileLedger"> & Pick<typeof FileStores, "createSqliteCallStore">;

/** Node 22 warns that its SQLite is experimental, which is nothing that anybody here can do anything about. */
async function loadFiles(): Promise<Files> {
  const warn: unknown = Reflect.get(process, "emitWarning");
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (rest[0] === "ExperimentalWarning" && /sqlite/i.test(String(warning))) return;
    if (typeof warn === "function") Reflect.apply(warn, process, [warning, ...rest]);
  };
  try {
    process.getBuiltinModule("node:sqlite");
    const [{ createFileLedger }, { createSqliteCallStore }] = await Promise.all([
      import("./file-ledger.ts"),
      import("../calls/sqlite-call-store.ts"),
    ]);
    return { createFileLedger, createSqliteCallStore };
  } finally {
    Reflect.set(process, "emitWarning", warn);
  }
}
