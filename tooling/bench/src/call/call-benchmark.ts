import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Bar, Benchmark, BenchmarkContext, Row } from "../benchmark.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import type { CallSample } from "./call-sample.ts";
import type { Contender } from "./contenders.ts";

/** One call, as fast as the clients can make it. */
export const callBenchmark: Benchmark = {
  name: "call",
  title: "One call",
  method:
    "A bare TCP server in its own process answers with a 1.4 kB envelope, faster than any of the clients asks. The clients take turns in one other process; " +
    "core has everything on that is on by default: checks, latches, ledger, rate limiter, twins, retries, events. " +
    "With everything on, it also has a budget in calls and money, a cache that never hits and a listener. The pool is " +
    "`createPooledFetch` of `@just-one/core/node`, under the same client. " +
    "Processor time is the steadier figure; the requests a second hold it and the waiting.",
  run: async (context) => {
    const server = fork(fileURLToPath(new URL("server.ts", import.meta.url)), { execArgv: [], signal: context.signal });
    server.on("error", () => {}); // the end of `signal`
    try {
      const [port] = await once(server, "message", { signal: context.signal });
      const rows: Row[] = [];
      for (const concurrency of [1, 64]) {
        rows.push(...(await measureCalls({ url: `http://127.0.0.1:${String(port)}`, concurrency, context })));
      }
      return rows;
    } finally {
      server.kill();
    }
  },
};

const client = fileURLToPath(new URL("client.ts", import.meta.url));

async function measureCalls(options: { url: string; concurrency: number; context: BenchmarkContext }): Promise<Row[]> {
  const { url, concurrency, context } = options;
  const rounds = context.isQuick ? 10 : 60;
  const run = await runNodeWell([client, url, `${rounds}`, `${concurrency}`], {
    signal: context.signal,
    onStderr: (text) => context.progress(`concurrency ${concurrency}, ${text.trim()}`),
  });
  // Safe: client.ts prints this.
  const samples = JSON.parse(run.stdout) as Record<Contender, CallSample[]>;
  const compare = (
    name: Contender,
    { by, peer, bar }: { by: keyof CallSample; peer: Contender; bar?: Omit<Bar, "on"> },
  ): Row => {
    const ours = samples[name].map((sample) => sample[by]);
    const theirs = samples[peer].map((sample) => sample[by]);
    return {
      measure: `${titles[name]}: ${by === "rate" ? "requests a second" : "processor time a call"}, ${concurrency} at once`,
      unit: by === "rate" ? "/s" : "µs",
      ours: computeQuartiles(ours).median,
      peer: { name: peer, value: computeQuartiles(theirs).median },
      ratio: computeRatios(ours, theirs),
      ...(bar === undefined ? {} : { bar: { on: "ratio", ...bar } }),
    };
  };
  return [
    compare("core", { by: "rate", peer: "openapi-fetch", bar: { atLeast: 0.95 } }),
    compare("core", { by: "rate", peer: "fetch" }),
    compare("core", { by: "cpu", peer: "openapi-fetch" }),
    compare("everything", { by: "rate", peer: "openapi-fetch" }),
    compare("everything", { by: "cpu", peer: "openapi-fetch", bar: { atMost: 1.25 } }),
    compare("pooled", { by: "rate", peer: "fetch", ...(concurrency === 64 ? { bar: { atLeast: 3 } } : {}) }),
    compare("pooled", { by: "cpu", peer: "openapi-fetch" }),
    compare("undici.request", { by: "rate", peer: "fetch" }),
  ];
}

const titles: Readonly<Record<Contender, string>> = {
  core: "core",
  everything: "core, everything on",
  pooled: "core on the pool",
  "undici.request": "undici.request alone",
  "openapi-fetch": "openapi-fetch",
  fetch: "fetch",
};
