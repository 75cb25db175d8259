export { createPostgresCache, type PostgresCache, type PostgresCacheOptions } from "./cache/create-postgres-cache.ts";
export { createPostgresLatches, type PostgresLatches } from "./latches/create-postgres-latches.ts";
export {
  type BudgetStatus,
  createPostgresBudgets,
  type PostgresBudget,
  type PostgresBudgets,
} from "./ledger/budgets.ts";
export {
  createPostgresLedger,
  type PostgresLedger,
  type PostgresLedgerOptions,
  type SoftLimitPassed,
} from "./ledger/create-postgres-ledger.ts";
export {
  createPostgresLimiter,
  type PostgresLimiter,
  type PostgresLimiterOptions,
} from "./limiter/create-postgres-limiter.ts";
export { migratePostgres, type MigrationReport } from "./migrations/migrate-postgres.ts";
export { type PostgresAnswer, type PostgresConnection, type PostgresPool, type PostgresQuestion } from "./pool.ts";
export { findStoreRisk } from "./store/find-store-risk.ts";
export { type OpenPostgres, openPostgres, type OpenPostgresOptions } from "./store/open-postgres.ts";
