import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { withoutToken } from "@just-one/secrets/without-token";
import type { Bar, Benchmark, BenchmarkContext, Row } from "../benchmark.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import type { CallSample } from "./call-sample.ts";
import { receive, startClient } from "./measured-process.ts";
import { measureRounds } from "../measure-rounds.ts";
import { type Contender, contenders } from "./contenders.ts";

const program = fileURLToPath(new URL("client.ts", import.meta.url));

/** One call, as fast as the clients can make it. */
export const callBenchmark: Benchmark = {
  name: "call",
  title: "One call",
  method:
    "A bare TCP server in its own process answers with a 1.4 kB envelope, faster than any of the clients asks. Each client has a process of its own, as in a program, and they take turns; " +
    "after every twelve rounds they start anew and warm up, since one and the same code is compiled better or worse from start to start. " +
    "core has everything on that is on by default: checks, latches, ledger, rate limiter, twins, retries, events. " +
    "The lean client with checks sends each call once: checks, words, envelope, codes, time limits, secrets, long integers. " +
    "With everything on, the default client also has a budget in calls and money, a cache that never hits and a listener. The pool is " +
    "`createPooledFetch` of `@just-one/core/node`, under the same client. " +
    "core ends every attempt at a time limit; its peer is openapi-fetch with one " +
    "(`AbortSignal.timeout`), which also takes part without. " +
    "Processor time is the steadier figure; the requests a second hold it and the waiting.",
  run: async (context) => {
    const server = fork(fileURLToPath(new URL("server.ts", import.meta.url)), {
      execArgv: [],
      env: withoutToken(process.env),
      signal: context.signal,
    });
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

async function measureCalls(options: { url: string; concurrency: number; context: BenchmarkContext }): Promise<Row[]> {
  const { url, concurrency, context } = options;
  const samples = await measureInProcesses({ url, concurrency, context });
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
    compare("core", {
      by: "rate",
      peer: "openapi-fetch, time limit",
      bar: { atLeast: concurrency === 64 ? 0.95 : 0.92 },
    }),
    compare("core", { by: "cpu", peer: "core, not wrapped", bar: { atMost: 1.06 } }),
    compare("core", { by: "rate", peer: "openapi-fetch" }),
    compare("core", { by: "rate", peer: "fetch" }),
    compare("core", { by: "cpu", peer: "openapi-fetch, time limit", bar: { atMost: 1.08 } }),
    compare("core", { by: "cpu", peer: "openapi-fetch" }),
    compare("lean", { by: "rate", peer: "openapi-fetch" }),
    compare("lean", { by: "cpu", peer: "openapi-fetch" }),
    compare("everything", { by: "rate", peer: "openapi-fetch" }),
    compare("everything", { by: "cpu", peer: "openapi-fetch", bar: { atMost: 1.25 } }),
    compare("pooled", {
      by: "rate",
      peer: "undici.request",
      ...(concurrency === 64 ? { bar: { atLeast: 0.95 } } : {}),
    }),
    compare("pooled", { by: "rate", peer: "fetch" }),
    compare("pooled", { by: "cpu", peer: "openapi-fetch" }),
    compare("undici.request", { by: "rate", peer: "fetch" }),
  ];
}

/** All contenders' samples, each in its own process; several processes, because no two compile the same code alike. */
async function measureInProcesses(options: {
  url: string;
  concurrency: number;
  context: BenchmarkContext;
}): Promise<Record<Contender, CallSample[]>> {
  const { url, concurrency, context } = options;
  const [starts, rounds] = context.isQuick ? [1, 10] : [16, 12];
  const all = mapContenders((): CallSample[] => []);
  for (let start = 0; start < starts; start += 1) {
    const clients = mapContenders((name) => startClient(program, [name, url, `${concurrency}`], context.signal));
    try {
      await Promise.all(Object.values(clients).map((client) => receive(client, context.signal)));
      const samples = await measureRounds<Contender, CallSample>({
        rounds,
        contenders: mapContenders((name) => async () => {
          clients[name].send("go");
          // Safe: client.ts sends this.
          return (await receive(clients[name], context.signal)) as CallSample;
        }),
        onRound: (round) =>
          context.progress(`concurrency ${concurrency}, round ${start * rounds + round + 1} of ${starts * rounds}`),
      });
      for (const name of contenders) all[name].push(...samples[name]);
    } finally {
      for (const client of Object.values(clients)) client.kill();
    }
  }
  return all;
}

function mapContenders<T>(map: (name: Contender) => T): Record<Contender, T> {
  // Safe: one member for each of the names.
  return Object.fromEntries(contenders.map((name) => [name, map(name)])) as Record<Contender, T>;
}

const titles: Readonly<Record<Contender, string>> = {
  core: "core",
  "core, not wrapped": "core, not wrapped",
  lean: "core/lean with checks",
  everything: "core, everything on",
  pooled: "core on the pool",
  "undici.request": "undici.request alone",
  "openapi-fetch": "openapi-fetch",
  "openapi-fetch, time limit": "openapi-fetch, time limit",
  fetch: "fetch",
};
