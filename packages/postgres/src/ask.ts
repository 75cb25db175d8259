import { isConflict } from "./explain-postgres.ts";
import type { PostgresConnection, PostgresPool, PostgresQuestion } from "./pool.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** How long a statement of ours takes at most, all waiting for locks and connections included. */
const patienceMs = 10_000;

/**
 * One statement on whichever connection is free. One that does not answer in time is given up with its connection, so that a
 * network that swallows everything stops nobody for longer.
 *
 * @throws Error of `pg`, or `NoAnswer`
 */
export async function ask(
  pool: PostgresPool,
  text: string,
  values: unknown[] = [],
  limitMs: number = patienceMs,
): Promise<Rows> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await askOnce(pool, { text, values }, limitMs);
    } catch (error) {
      // Of two that were in each other's way one is undone, where transactions are not `read committed` by default.
      if (!isConflict(error) || tries === 10) throw error;
    }
  }
}

async function askOnce(pool: PostgresPool, question: PostgresQuestion, limitMs: number): Promise<Rows> {
  let connection: PostgresConnection | undefined;
  let isOver = false;
  const asking = pool.connect().then(async (given) => {
    if (isOver) return (given.release(), []); // nobody waits any more
    connection = given;
    // A server that goes away tells of it here, too; the statement rejects anyway.
    given.on("error", ignore);
    let isBroken = true;
    try {
      const { rows } = await given.query(question);
      isBroken = false;
      return rows;
    } catch (error) {
      isBroken = !isConflict(error); // others are rare, and nobody knows what is left on it
      throw error;
    } finally {
      given.removeListener("error", ignore);
      if (!isOver) given.release(isBroken);
    }
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isOver = true;
      connection?.release(true);
      reject(new NoAnswer(limitMs));
    }, limitMs);
  });
  try {
    return await Promise.race([asking, giveUp]);
  } finally {
    clearTimeout(timer);
    asking.catch(ignore); // what comes too late
  }
}

/** The server did not answer in time; it may have done what it was asked all the same. */
export class NoAnswer extends Error {
  constructor(limitMs: number) {
    super(`no answer within ${limitMs / 1000} s`);
  }
}

function ignore(): void {}
