import type { CatalogEntry } from "@just-one/api";
import { createClient } from "@just-one/core";
import { createFileLedger } from "@just-one/core/node";

// A process of its own that shares a ledger file with others: `reserve` many times, or `call` until it is killed.

const [task, path = "", argument = ""] = process.argv.slice(2);
const ledger = createFileLedger({ path });

if (task === "reserve") {
  process.send?.("ready");
  process.once("message", () => {
    // Safe: the test that started this process sends the limit.
    const limit = JSON.parse(argument) as { maxCalls?: number; maxCost?: string; tries: number };
    let reserved = 0;
    for (let index = 0; index < limit.tries; index += 1) {
      const entry = { id: `${process.pid}-${index}`, operation: "GET /a", label: "", day: "2026-11-24", cost: "0.1" };
      if (ledger.reserve(entry, limit) !== undefined) continue;
      reserved += 1;
      if (index % 3 === 0) ledger.settle(entry, "billed");
    }
    process.send?.(reserved, () => process.disconnect());
  });
}

if (task === "call") {
  const operation = "GET /a";
  const entry: CatalogEntry = {
    operation,
    method: "GET",
    path: "/a",
    token: "query",
    parameters: [],
    summary: "",
    platform: "",
    deprecated: false,
    hidden: false,
    aliases: [],
    family: "/a",
    version: "v1",
  };
  const client = createClient<{ "GET /a": { params: { label?: string }; data: unknown } }>({
    token: "marked-token-for-tests",
    baseUrl: argument,
    ledger,
    prices: { [operation]: "0.1" },
    twins: false,
    retry: false,
    catalog: [
      {
        ...entry,
        parameters: [{ name: "label", in: "query", required: false, types: ["string"] }],
      },
    ],
  });
  const worker = async (name: number): Promise<void> => {
    for (let index = 0; ; index += 1) {
      const label = `${process.pid}-${name}-${index}`;
      await client.try(operation, { label }, { label });
    }
  };
  await Promise.all([1, 2, 3, 4].map(worker));
}
