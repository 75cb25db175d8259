import type { CatalogEntry } from "@just-one/api";
import { AbortedError } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import type { Destination } from "./open-session.ts";

/** The server's address as a client has it; nothing is sent. */
export async function findServer(destination: Destination, entry: CatalogEntry): Promise<string> {
  let server = "";
  const client = createLeanClient({
    ...destination,
    catalog: [entry],
    stages: [
      {
        aroundCall: async (call) => {
          server = call.shared.baseUrl;
          const meta = call.meta();
          return { ok: false, error: new AbortedError("nothing is sent", { meta }), meta };
        },
      },
    ],
  });
  // Safe: it is the one entry of the catalog.
  const { try: ask } = client as unknown as { try: (operation: string, parameters: object) => Promise<unknown> };
  await ask(entry.operation, {});
  return server;
}
