export { createDatabase, createDatabaseOn, describePostgres, openPool, type TestDatabase } from "./database.ts";
export {
  type Connection,
  type PostgresServer,
  type ServerOptions,
  type Settings,
  startServer,
} from "./start-server.ts";
