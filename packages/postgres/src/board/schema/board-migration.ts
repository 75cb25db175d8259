import type { Migration } from "../../migrations/migration.ts";
import { boardTables } from "./board-tables.ts";
import { engineFunctions } from "./engine-functions.ts";
import { planFunctions } from "./plan-functions.ts";
import { turnFunctions } from "./turn-functions.ts";
import { workerFunctions } from "./worker-functions.ts";

/** Runs of the collector, shared by machines. */
export const boardMigration: Migration = {
  version: 10,
  name: "board",
  sql: [boardTables, turnFunctions, workerFunctions, planFunctions, engineFunctions].join("\n"),
};
