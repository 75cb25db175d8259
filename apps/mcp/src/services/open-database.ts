import { createPostgresLedger, migratePostgres, openPostgres } from "@just-one/postgres";
import { createPostgresCallStore } from "../calls/postgres-call-store.ts";
import { nameServer, type Settings } from "../settings/read-settings.ts";
import type { Variables } from "../settings/folders.ts";
import type { OpenMemory } from "./open-memory.ts";

/** The database that several machines share; its tables are made where they are missing. */
export async function openDatabase(settings: Settings, store: string, variables: Variables): Promise<OpenMemory> {
  const pool = openPostgres(store, { environment: variables });
  try {
    await migratePostgres(pool);
    const account = nameServer(settings);
    const calls = await createPostgresCallStore({ pool, account, keepMs: settings.keepMs });
    const ledger = createPostgresLedger({ pool, account });
    return {
      store: calls,
      ledger,
      close: async () => {
        await ledger.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
