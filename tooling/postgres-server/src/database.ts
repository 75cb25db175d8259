import { randomBytes } from "node:crypto";
import { Client, Pool, type PoolConfig } from "pg";
import { afterAll, describe, inject } from "vitest";
import type { Connection } from "./start-server.ts";

declare module "vitest" {
  // Merged with vitest's own.
  interface ProvidedContext {
    postgres: Connection | string;
  }
}

/** An empty database. */
export interface TestDatabase extends Connection {
  readonly database: string;
  /** Its address, without the password. */
  readonly url: string;
}

/** `describe` for tests that need the run's server; where it cannot run they are skipped, and their name says why. */
export function describePostgres(name: string, tests: () => void): void {
  const server = inject("postgres");
  const problem = typeof server === "string" ? ` (skipped, for PostgreSQL does not run here: ${server})` : "";
  // oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- they are the caller's
  describe.skipIf(problem !== "")(`${name}${problem}`, tests);
}

/** An empty database of the run's server. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = inject("postgres");
  if (typeof server === "string") throw new Error(`no PostgreSQL runs here: ${server}`);
  return createDatabaseOn(server);
}

/** An empty database of a server. */
export async function createDatabaseOn(server: Connection): Promise<TestDatabase> {
  const database = `test_${randomBytes(6).toString("hex")}`;
  const client = new Client({ ...server, database: "postgres" });
  await client.connect();
  try {
    await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
  const { host, port, user } = server;
  return { ...server, database, url: `postgres://${user}@${host}:${port}/${database}` };
}

/** A pool of connections that ends with the test file. */
export function openPool(database: TestDatabase, options: PoolConfig = {}): Pool {
  const { host, port, user, password, database: name } = database;
  const pool = new Pool({ host, port, user, password, database: name, ...options });
  pool.on("error", () => {}); // of a connection that nobody uses: the server may be stopped on purpose
  afterAll(() => pool.end());
  return pool;
}
