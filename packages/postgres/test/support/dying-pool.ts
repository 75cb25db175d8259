import type { PostgresPool } from "@just-one/postgres";
import type { Pool } from "pg";

/** What a process was doing when it was killed, by the function that it had called. */
export const steps = [
  "begin_plan",
  "add_items",
  "end_plan",
  "open_worker",
  "take_slice",
  "sending turn",
  "settling turn",
  "end_slice",
  "close_worker",
] as const;

export type Step = (typeof steps)[number];
export type Moment = "before" | "in the middle of" | "after";

/** Stands for a process that is killed: as the server sees it, its connections end; for itself, nothing is ever answered again. */
export interface DyingPool extends PostgresPool {
  readonly die: () => void;
  readonly isDead: () => boolean;
  /** Resolves at its death. */
  readonly death: Promise<void>;
}

export const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** A pool of a process that is killed when it comes to that moment of a step. */
export function createDyingPool(pool: Pool, kill?: { readonly moment: Moment; readonly step: Step }): DyingPool {
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  let isDead = false;
  void death.then(() => (isDead = true));
  const dieNow = <T>(): Promise<T> => {
    isDead = true;
    die();
    return never<T>();
  };
  return {
    death,
    isDead: () => isDead,
    die: () => void dieNow(),
    connect: () => (isDead ? never() : pool.connect()),
    query: async ({ text, values }) => {
      if (isDead) return never();
      const isMeant = kill !== undefined && nameStep(text, values) === kill.step;
      if (!isMeant) {
        const answer = await pool.query(text, values);
        return isDead ? never() : answer;
      }
      if (kill.moment === "in the middle of") {
        const client = await pool.connect();
        await client.query("begin");
        await client.query(text, values);
        client.release(true); // the server rolls back
      }
      if (kill.moment === "after") await pool.query(text, values);
      return dieNow();
    },
  };
}

function nameStep(text: string, values: readonly unknown[] = []): Step | undefined {
  if (!text.includes("take_turn")) return steps.find((step) => text.includes(step));
  const [, , , settle, , , send] = values;
  if (Array.isArray(send) && send.length > 0) return "sending turn";
  return settle === "[]" ? undefined : "settling turn";
}
