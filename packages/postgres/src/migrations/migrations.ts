import { boardMigration } from "../board/schema/board-migration.ts";
import { cache } from "./cache.ts";
import { latches } from "./latches.ts";
import { ledger } from "./ledger.ts";
import { limiter } from "./limiter.ts";
import type { Migration } from "./migration.ts";

/** All steps, oldest first. The board's begin at 10. */
export const migrations: readonly Migration[] = [ledger, limiter, latches, cache, boardMigration];
