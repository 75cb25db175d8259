import type { PostgresAnswer, PostgresConnection, PostgresPool, PostgresQuestion } from "@just-one/postgres";
import type { Pool, PoolClient } from "pg";

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
  const { promise: death, resolve: noteDeath } = Promise.withResolvers<void>();
  const open = new Set<PoolClient>();
  let isDead = false;
  const die = (): void => {
    isDead = true;
    for (const client of open) client.release(true); // the server rolls back
    open.clear();
    noteDeath();
  };
  const answer = async (client: PoolClient, { text, values }: PostgresQuestion): Promise<PostgresAnswer> => {
    if (isDead) return never();
    const moment = kill !== undefined && nameStep(text, values) === kill.step ? kill.moment : undefined;
    if (moment === "in the middle of") await client.query("begin");
    const done = moment === "before" ? undefined : await client.query(text, values);
    if (moment !== undefined) die();
    return isDead || done === undefined ? never() : done;
  };
  return wrapPool(pool, {
    death,
    isDead: () => isDead,
    die,
    connect: async () => {
      const client = isDead ? await never<PoolClient>() : await pool.connect();
      open.add(client);
      const release = (isBroken?: boolean): void => {
        if (open.delete(client)) client.release(isBroken);
      };
      return wrapConnection(client, { query: (question) => answer(client, question), release });
    },
  });
}

/** The pool with something changed. */
export function wrapPool<T extends Partial<PostgresPool>>(pool: PostgresPool, changes: T): PostgresPool & T {
  return {
    query: (question) => pool.query(question),
    connect: () => pool.connect(),
    on: (event, listener) => pool.on?.(event, listener),
    ...changes,
  };
}

/** The connection with something changed. */
export function wrapConnection(
  connection: PostgresConnection,
  changes: Partial<PostgresConnection>,
): PostgresConnection {
  return {
    query: (question) => connection.query(question),
    release: (isBroken) => connection.release(isBroken),
    on: (event, listener) => connection.on(event, listener),
    removeListener: (event, listener) => connection.removeListener(event, listener),
    ...changes,
  };
}

function nameStep(text: string, values: readonly unknown[] = []): Step | undefined {
  if (!text.includes("take_turn")) return steps.find((step) => text.includes(step));
  const [settled, send] = [values[3], values.at(-1)];
  if (Array.isArray(send) && send.length > 0) return "sending turn";
  return Array.isArray(settled) && settled.length > 0 ? "settling turn" : undefined;
}
