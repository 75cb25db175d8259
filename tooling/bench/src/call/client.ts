import type { CallSample } from "./call-sample.ts";
import { type Caller, type Contender, createContender } from "./contenders.ts";

// The measured side of the call benchmark: one contender in a process of its own, as a user's program has one client.
// Its arguments are the contender's name, the server's URL and the concurrency. It says "ready" once it is warm, and
// answers every message with the sample of one round.

const [name = "", baseUrl = "", concurrency = ""] = process.argv.slice(2);
const width = Number(concurrency);
const calls = width === 1 ? 300 : 32 * width; // 50 to 200 ms: longer than a garbage collection, shorter than a mood
const warmUpCalls = 30_000; // until the JIT is done: rates rise for about 24,000
let id = 0;

async function measure(call: Caller, total: number, atOnce: number): Promise<CallSample> {
  let left = total;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      id += 1;
      if ((await call(id)) === undefined) throw new Error("a call brought no data");
    }
  };
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, work));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { rate: total / seconds, cpu: (user + system) / total };
}

// Safe: call-benchmark.ts starts this with one of the names.
const call = await createContender(name as Contender, baseUrl);
await measure(call, warmUpCalls, 64);
process.on("message", () => void measure(call, calls, width).then((sample) => process.send?.(sample)));
process.on("disconnect", () => process.exit()); // the pools' idle connections need not end first
process.send?.("ready");
