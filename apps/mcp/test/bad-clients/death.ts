import { join } from "node:path";
import { createFileLedger } from "@just-one/core/node";
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
