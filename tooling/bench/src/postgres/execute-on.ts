import type { PostgresPool } from "@just-one/postgres";

interface Answer {
  readonly rows: unknown[];
}

/** Runs pg-boss's statements on a pool; several at once have several answers. */
export function executeOn(pool: PostgresPool): (text: string, values?: unknown[]) => Promise<Answer> {
  return async (text, values) => {
    const answer: unknown = await pool.query({ text, ...(values !== undefined && { values }) });
    // Safe: as `pg` gives them.
    const answers = (Array.isArray(answer) ? answer : [answer]) as readonly Answer[];
    return { rows: answers.flatMap(({ rows }) => rows) };
  };
}
