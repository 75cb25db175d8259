import { readFile } from "node:fs";
import type { CallOptions } from "@just-one/core";
import { createPooledFetch } from "@just-one/core/node";
import { createTestClient } from "./create-test-client.ts";

// A process that stands still while replies come in; prints how each call ended.

const [, program = "", baseUrl = "", how = "", given = "", limit = "timeoutMs", calls = "15"] = process.argv;
const fetch = given === "pool" ? await createPooledFetch() : globalThis.fetch;
const client = createTestClient({ baseUrl, fetch, retry: false });

await askAll("warm", {}); // so that the connections are there
const asked = askAll("timed", { [limit]: 700 });
setTimeout(standStill, 15); // some turns later: the requests have left
console.log(JSON.stringify(await asked));
process.exit();

function askAll(name: string, options: CallOptions): Promise<string[]> {
  const ask = async (_: unknown, number: number): Promise<string> => {
    const twins = [1, 2].map(() => client.try("GET /things/v1", { id: `${name}-${number}` }, options));
    const failed = (await Promise.all(twins)).find(({ ok }) => !ok);
    return failed?.ok === false ? failed.error.kind : "ok";
  };
  return Promise.all(Array.from({ length: Number(calls) }, ask));
}

function standStill(): void {
  if (how === "in-io") readFile(program, beBusy);
  if (how === "in-immediate") setImmediate(beBusy);
  if (how === "in-timer") beBusy();
}

function beBusy(): void {
  const until = performance.now() + 1200;
  while (performance.now() < until);
}
