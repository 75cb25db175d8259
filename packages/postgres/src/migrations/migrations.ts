import { boardMigration } from "../board/schema/board-migration.ts";
import type { Migration } from "./migration.ts";

/** All steps, oldest first. The board's begin at 10. */
export const migrations: readonly Migration[] = [boardMigration];
