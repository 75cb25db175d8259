import { createDatabaseOn, openPool, startServer } from "@just-one/postgres-server";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { tryAllParts } from "./support/try-all-parts.ts";

// The server of the other tests comes from the registry; people have older ones.
const server = await startServer({ make: "system" }).catch((error: unknown) => String(error));
const reason = typeof server === "string" ? ` (skipped: ${server})` : "";

describe.skipIf(typeof server === "string")(`on the system's PostgreSQL${reason}`, () => {
  let pool: Pool;
  beforeAll(async () => {
    if (typeof server !== "string") pool = openPool(await createDatabaseOn(server.connection));
  });
  afterAll(async () => {
    if (typeof server === "string") return;
    await pool.end();
    await server.close();
  });
  tryAllParts(() => pool);
});
