export { migratePostgres, type MigrationReport } from "./migrations/migrate-postgres.ts";
export { type PostgresAnswer, type PostgresConnection, type PostgresPool, type PostgresQuestion } from "./pool.ts";
