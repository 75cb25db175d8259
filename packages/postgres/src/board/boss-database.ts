import type { Db } from "pg-boss";
import type { PostgresAnswer, PostgresPool } from "../pool.ts";

/** A pool as pg-boss asks it. Its upkeep and its clock send several statements at once, and look for the rows of any of them. */
export function toBossDatabase(pool: PostgresPool): Db {
  return {
    executeSql: async (text, values) => {
      const answer: unknown = await pool.query(values === undefined ? { text } : { text, values });
      // Safe: one statement has an answer with rows, several have several.
      const answers = (Array.isArray(answer) ? answer : [answer]) as readonly PostgresAnswer[];
      return { rows: answers.flatMap(({ rows }) => rows) };
    },
  };
}
