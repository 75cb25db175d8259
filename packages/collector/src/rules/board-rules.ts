import type { BoardRule } from "./board-under-test.ts";
import { moneyRules } from "./money-rules.ts";
import { planningRules } from "./planning-rules.ts";
import { randomRules } from "./random-rules.ts";
import { workerRules } from "./worker-rules.ts";

/**
 * What `collect` and people rely on in a board: for those who keep runs somewhere else, as in a database. Each rule wants an
 * empty place of its own. They need no test framework.
 *
 * @example
 * ```ts
 * test.each(boardRules)("$name", async ({ check }) => check({ open: (options) => createPostgresBoard(emptyRun, options) }));
 * ```
 */
export const boardRules: readonly BoardRule[] = [...planningRules, ...workerRules, ...moneyRules, ...randomRules];
