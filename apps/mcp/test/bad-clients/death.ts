import { join } from "node:path";
import { createFileLedger } from "@just-one/core/node";
import { openPostgres } from "@just-one/postgres";
import { nameOwner } from "@just-one/sqlite/owner";
import { createSqliteCallStore } from "../../src/calls/sqlite-call-store.ts";
import type { OpenMemory } from "../../src/services/open-memory.ts";
import { findDataFolder, findStateFolder, type Variables } from "../../src/settings/folders.ts";
import { nameServer, type Settings } from "../../src/settings/read-settings.ts";

/**
 * All that a process has written when it dies: its question is claimed, its cost reserved, it says that it sends; the request has
 * left, its reply arrived, is stored, is settled, and the client has its answer.
 */
export const steps = ["claimed", "reserved", "sent", "left", "arrived", "stored", "settled", "answered"] as const;

export type Step = (typeof steps)[number];

/** The end of a process that may finish nothing, as `kill -9` makes it. */
export interface Death {
  readonly happened: Promise<void>;
  readonly isDead: () => boolean;
  readonly die: () => void;
  /** Ends it here, where this is the step that it dies at. */
  readonly pass: (step: Step) => void;
}

export function createDeath(at: Step): Death {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isDead = false;
  const die = (): void => {
    isDead = true;
    resolve();
  };
  return { happened: promise, isDead: () => isDead, die, pass: (step) => void (step === at && die()) };
}

/** What a process remembers that is dead already for all others; they look only after it has died. */
export async function openDoomed(settings: Settings, variables: Variables): Promise<OpenMemory> {
  if (settings.database !== undefined) return openSilent(settings, settings.database, variables);
  const server = nameServer(settings);
  // A number that no process has.
  const owner = nameOwner(4_194_305);
  const { openMemory } = await import("../../src/services/open-memory.ts");
  await (await openMemory(settings, variables)).close(); // makes the folders
  const path = join(findStateFolder(variables, server), "calls");
  const store = createSqliteCallStore({ path, keepMs: settings.keepMs, owner });
  const ledger = createFileLedger({ path: join(findDataFolder(variables, server), "ledger") });
  return {
    store,
    ledger,
    close: async () => {
      await store.close();
      ledger.close();
    },
  };
}

/** The same in a database: whatever it writes is two minutes old, by the server's clock, as if nothing had been heard of it since. */
async function openSilent(settings: Settings, database: string, variables: Variables): Promise<OpenMemory> {
  const { openDatabase } = await import("../../src/services/open-database.ts");
  const memory = await openDatabase(settings, database, variables);
  const pool = openPostgres(database, { environment: variables });
  const text = "update just_one_mcp.calls set alive_at = alive_at - 120000 where account = $1 and id = $2";
  const age = async (id: string): Promise<void> =>
    void (await pool.query({ text, values: [nameServer(settings), id] }));
  return {
    ...memory,
    store: {
      ...memory.store,
      claim: async (call, rules) => {
        const claim = await memory.store.claim(call, rules);
        if (claim.kind === "new") await age(call.id);
        return claim;
      },
      markSent: async (id) => {
        await memory.store.markSent(id);
        await age(id);
      },
    },
    close: async () => {
      await memory.close();
      await pool.end();
    },
  };
}

/** Lets what a process remembers die with it: what it would write then is never written, and what it waits for never comes. */
export function dieWith({ store, ledger, close }: OpenMemory, death: Death): OpenMemory {
  const after: Readonly<Record<string, Step>> = {
    claim: "claimed",
    reserve: "reserved",
    markSent: "sent",
    settle: "settled",
  };
  const watch = <T extends object>(object: T): T =>
    new Proxy(object, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== "function") return found;
        return async (...args: unknown[]): Promise<unknown> => {
          if (name === "end") death.pass("arrived");
          await untilDead(death);
          const result: unknown = await Reflect.apply(found, target, args);
          const step = name === "end" ? "stored" : after[String(name)];
          if (step !== undefined) death.pass(step);
          await untilDead(death);
          return result;
        };
      },
    });
  return { store: watch(store), ledger: watch(ledger), close };
}

/** Goes on at once, or never. */
function untilDead(death: Death): Promise<void> {
  return death.isDead() ? new Promise(() => undefined) : Promise.resolve();
}
