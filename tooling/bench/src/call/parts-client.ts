import { catalog } from "@just-one/api/catalog";
import { createClient } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import { createDefaultParts, partNames } from "./default-parts.ts";

// One client over a `fetch` that answers at once, in a process of its own: what is left of a call's time without network
// and server. Its arguments are "client" or "parts" and the parts that are left out; every message is answered with the
// microseconds of processor time a call of one round.

const [way, ...leftOut] = process.argv.slice(2);
const width = 64;
const reply = JSON.stringify({
  code: 0,
  message: null,
  data: Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [`metric_${at}`, { value: `${at * 7919}`, rank: at }]),
  ),
  recordTime: "2026-01-01 00:00:00",
  requestId: "0f8fad5b-d9cb-469f-a165-70867728950e",
});
const answer = (): Promise<Response> =>
  Promise.resolve(new Response(reply, { headers: { "content-type": "application/json" } }));
const options = { token: "marked-token-for-benchmarks", baseUrl: "http://127.0.0.1:9", fetch: answer };
const rateLimiter = { concurrency: width };
const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client =
  way === "client"
    ? createClient({ ...options, rateLimiter })
    : createLeanClient({
        ...options,
        catalog,
        ...createDefaultParts(
          rateLimiter,
          partNames.filter((name) => leftOut.includes(name)),
        ),
      });
const bare = async (): Promise<unknown> => ((await (await answer()).json()) as { readonly data: unknown }).data;
const call = way === "bare" ? bare : async (id: number) => (await client.call(operation, { oAuthorId: `${id}` })).data;
let id = 0;

async function measure(total: number): Promise<number> {
  let left = total;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      id += 1;
      if ((await call(id)) === undefined) throw new Error("a call brought no data");
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: width }, work));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / total;
}

await measure(30_000);
process.on("message", () => void measure(10_000).then((sample) => process.send?.(sample)));
process.on("disconnect", () => process.exit());
process.send?.("ready");
