import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Board, createFileBoard } from "@just-one/collector";
import { ConfigError } from "@just-one/core";
import type { PostgresBoard } from "@just-one/postgres/board";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { makeFolder } from "@just-one/user-folders/make-folder";
import type { Terminal } from "../terminal.ts";

/** Where a run is kept when it is not the folder itself. */
export interface StoreOptions {
  /** The address of a PostgreSQL, without a password. */
  readonly store?: string;
  /** The run's name there. @default the folder's name */
  readonly run?: string;
}

/** A run's board, and where it is. */
export interface OpenFolder extends Disposable {
  readonly board: Board;
  /** The same board, where machines share it. */
  readonly shared?: PostgresBoard;
  /** What the store may forget, as a sentence; absent where the run is a file. */
  readonly findRisk?: () => Promise<string | undefined>;
  /** Makes the folder remember its store, so that nobody types it again. */
  readonly remember: () => void;
}

/**
 * Whether a folder has a run, or knows where it is.
 *
 * @throws CliError where this user may not look into it
 */
export function hasRun(folder: string): boolean {
  return [boardFile, storeFile].some((name) => {
    try {
      return statSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
    } catch (error) {
      const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
      throw new CliError(`cannot look into ${folder} (${reason})`, exitCodes.wrongUse);
    }
  });
}

/** Opens the board of a folder, and makes both where they are missing: a file, or what `--store` or the folder names. */
export async function openFolder(folder: string, options: StoreOptions, terminal: Terminal): Promise<OpenFolder> {
  try {
    makeFolder(folder);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`cannot make the folder ${folder} (${reason})`, exitCodes.wrongUse);
  }
  const known = readStore(folder);
  const store = options.store ?? known?.store;
  if (store === undefined) {
    const board = createFileBoard({ path: join(folder, boardFile) });
    return { board, remember: () => {}, [Symbol.dispose]: () => board.close() };
  }
  const run = options.run ?? known?.run ?? basename(resolve(folder));
  refuseOther(folder, { store, run }, known);
  return openShared(folder, { store, run }, terminal);
}

const boardFile = "board.sqlite";
const storeFile = "store.json";

interface KnownStore {
  readonly store: string;
  readonly run: string;
}

async function openShared(folder: string, { store, run }: KnownStore, terminal: Terminal): Promise<OpenFolder> {
  // Only here: most runs are a file, and start without it.
  const [{ findStoreRisk, openPostgres }, { createPostgresBoard }] = await Promise.all([
    import("@just-one/postgres"),
    import("@just-one/postgres/board"),
  ]);
  try {
    const pool = openPostgres(store, { environment: terminal.environment });
    const shared = createPostgresBoard({ pool, run });
    return {
      board: shared,
      shared,
      findRisk: () => findStoreRisk(pool),
      remember: () => {
        const text = `${JSON.stringify({ store, run } satisfies KnownStore, undefined, 2)}\n`;
        writeFileSync(join(folder, storeFile), text, { mode: 0o600 });
      },
      [Symbol.dispose]: () => void pool.end(),
    };
  } catch (error) {
    if (ConfigError.is(error)) throw new CliError(error.message, exitCodes.wrongUse);
    throw error;
  }
}

function readStore(folder: string): KnownStore | undefined {
  const file = join(folder, storeFile);
  if (!existsSync(file)) return undefined;
  try {
    const { store, run } = JSON.parse(readFileSync(file, "utf8")) as Partial<KnownStore>; // looked at here
    if (typeof store === "string" && typeof run === "string") return { store, run };
  } catch {
    // told below
  }
  throw new CliError(`${file} cannot be read; delete it, and say --store again`, exitCodes.wrongUse);
}

/** A folder is one run, wherever that is kept. */
function refuseOther(folder: string, asked: KnownStore, known: KnownStore | undefined): void {
  if (existsSync(join(folder, boardFile)))
    throw new CliError(
      `${folder} holds a run of its own; give the one in the store another folder`,
      exitCodes.wrongUse,
    );
  if (known === undefined || (known.store === asked.store && known.run === asked.run)) return;
  throw new CliError(
    `${folder} is the run "${known.run}" of another store or name; give this one another folder`,
    exitCodes.wrongUse,
  );
}
