import { readFile } from "node:fs";
import type { CallOptions } from "@just-one/core";
import { createPooledFetch } from "@just-one/core/node";
import { createTestClient } from "./create-test-client.ts";

// A process that stands still while replies come in; prints how each call ended, by what it was made over and its limit.

const [, program = "", baseUrl = "", how = "", calls = ""] = process.argv;
const fetches = { "built-in": globalThis.fetch, pool: await createPooledFetch() };
const limits = [{ timeoutMs: 1000 }, { deadlineMs: 1000 }];
const ways = Object.entries(fetches).flatMap(([name, fetch]) => {
  const client = createTestClient({ baseUrl, fetch, retry: false });
  return limits.map((limit) => ({ name: `${name}, ${Object.keys(limit).join()}`, client, limit }));
});

await askAll("warm"); // so that the connections are there
const asked = askAll("timed");
setTimeout(standStill, 15); // some turns later: the requests have left
console.log(JSON.stringify(await asked));
process.exit();

/** Each way as often as it says, and each call with a twin. */
async function askAll(id: "warm" | "timed"): Promise<object> {
  const ends = ways.map(async ({ name, client, limit }) => {
    const options: CallOptions = id === "warm" ? {} : limit;
    const ask = async (_: unknown, number: number): Promise<string> => {
      const twins = [1, 2].map(() => client.try("GET /things/v1", { id: `${id}-${name}-${number}` }, options));
      const failed = (await Promise.all(twins)).find(({ ok }) => !ok);
      return failed?.ok === false ? failed.error.kind : "ok";
    };
    const all = await Promise.all(Array.from({ length: Number(calls) }, ask));
    return [name, [...new Set(all)].join()] as const;
  });
  return Object.fromEntries(await Promise.all(ends));
}

function standStill(): void {
  if (how === "in-io") readFile(program, beBusy);
  if (how === "in-immediate") setImmediate(beBusy);
  if (how === "in-timer") beBusy();
}

function beBusy(): void {
  const until = performance.now() + 1600;
  while (performance.now() < until);
}
