import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Benchmark, BenchmarkContext, Row } from "../benchmark.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import type { CallSample } from "./call-sample.ts";

/** One call, as fast as the clients can make it. */
export const callBenchmark: Benchmark = {
  name: "call",
  title: "One call",
  method:
    "A `node:http` server in its own process answers a 1.4 kB envelope. The clients take turns in one other process; " +
    "core has everything on that is on by default: checks, latches, ledger, rate limiter, twins, retries, events. " +
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
  const samples = JSON.parse(run.stdout) as Record<"core" | "openapi-fetch" | "fetch", CallSample[]>;
  const compare = (key: keyof CallSample, peer: "openapi-fetch" | "fetch"): Omit<Row, "measure" | "unit"> => {
    const ours = samples.core.map((sample) => sample[key]);
    const theirs = samples[peer].map((sample) => sample[key]);
    return {
      ours: computeQuartiles(ours).median,
      peer: { name: peer, value: computeQuartiles(theirs).median },
      ratio: computeRatios(ours, theirs),
    };
  };
  const rate = { measure: `requests a second, ${concurrency} at once`, unit: "/s" };
  const cpu = { measure: `processor time a call, ${concurrency} at once`, unit: "µs" };
  return [
    { ...rate, ...compare("rate", "openapi-fetch"), bar: { on: "ratio", atLeast: 0.95 } },
    { ...rate, ...compare("rate", "fetch") },
    { ...cpu, ...compare("cpu", "openapi-fetch") },
    { ...cpu, ...compare("cpu", "fetch") },
  ];
}
