import type { Pool, PoolClient } from "pg";
import type { PostgresAnswer, PostgresConnection, PostgresPool, PostgresQuestion } from "@just-one/postgres";

/**
 * A pool as it looks through a pooler that hands connections out by the transaction: each statement, or all of one
 * transaction, gets whichever connection is next, and nothing of a session is left behind on it.
 */
export function createTransactionPool(pool: Pool): PostgresPool {
  const ask = async ({ text, values }: PostgresQuestion): Promise<PostgresAnswer> => {
    const connection = await pool.connect();
    try {
      const { rows } = await connection.query(text, values);
      await connection.query("discard all");
      connection.release();
      return { rows };
    } catch (error) {
      connection.release(true);
      throw error;
    }
  };
  return {
    query: ask,
    on: (event, listener) => pool.on(event, listener),
    connect: async () => {
      let own: PoolClient | undefined; // while a transaction lasts
      const connection: PostgresConnection = {
        query: async (question) => {
          if (/^begin/i.test(question.text)) own = await pool.connect();
          if (own === undefined) return ask(question);
          const { rows } = await own.query(question.text, question.values);
          if (/^(?:commit|rollback)/i.test(question.text)) {
            await own.query("discard all");
            own.release();
            own = undefined;
          }
          return { rows };
        },
        release: () => own?.release(true),
        on: () => undefined, // whoever listens is told nothing
        removeListener: () => undefined,
      };
      return connection;
    },
  };
}
