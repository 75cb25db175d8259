import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { createClient } from "@just-one/core";
import { createFileLedger } from "@just-one/core/node";
import { createEntry } from "./operations.ts";

// A process of its own that shares a ledger file with others: `lock` it for a moment, `reserve` many times, or
// `call` until it is killed.

const [task, path = "", argument = ""] = process.argv.slice(2);

if (task === "lock") {
  const database = new DatabaseSync(path);
  database.exec("begin immediate");
  process.send?.("ready");
  process.once("message", () => {
    // The other process waits without a sign, so all that can be done is to be slow.
    setTimeout(() => database.close(), 100);
    process.disconnect();
  });
}

if (task === "reserve") {
  const ledger = createFileLedger({ path });
  process.send?.("ready");
  await once(process, "message");
  // Safe: the test that started this process sends the limit.
  const limit = JSON.parse(argument) as { maxCalls?: number; maxCost?: string; tries: number };
  let reserved = 0;
  for (let index = 0; index < limit.tries; index += 1) {
    const entry = { id: `${process.pid}-${index}`, operation: "GET /a", label: "", day: "2026-11-24", cost: "0.1" };
    if ((await ledger.reserve(entry, [limit])) !== undefined) continue;
    reserved += 1;
    if (index % 3 === 0) await ledger.settle(entry, "billed");
  }
  process.send?.(reserved);
  process.disconnect();
}

if (task === "call") {
  const ledger = createFileLedger({ path });
  const operation = "GET /a";
  const client = createClient<{ "GET /a": { params: { id: string }; data: unknown } }>({
    token: "marked-token-for-tests",
    baseUrl: argument,
    catalog: [createEntry(operation, [{ name: "id" }])],
    prices: { [operation]: "0.1" },
    ledger,
    retry: false,
  });
  const worker = async (name: number): Promise<void> => {
    for (let index = 0; ; index += 1) {
      const id = `${process.pid}-${name}-${index}`;
      await client.try(operation, { id }, { label: id });
    }
  };
  await Promise.all([1, 2, 3, 4].map(worker));
}
