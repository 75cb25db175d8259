import { measureRounds } from "../measure-rounds.ts";
import type { CallSample } from "./call-sample.ts";
import { type Caller, createContenders } from "./contenders.ts";

// The measured side of the call benchmark: all contenders in one process, in turns. Its arguments are the server's URL,
// the rounds and the concurrency; it prints the samples as JSON.

const [baseUrl = "", rounds = "", concurrency = ""] = process.argv.slice(2);
const width = Number(concurrency);
const calls = width === 1 ? 150 : 16 * width; // 50 to 200 ms: longer than a garbage collection, shorter than a mood
let id = 0;

async function measure(call: Caller): Promise<CallSample> {
  let left = calls;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      id += 1;
      if ((await call(id)) === undefined) throw new Error("a call brought no data");
    }
  };
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: width }, work));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { rate: calls / seconds, cpu: (user + system) / calls };
}

const callers = Object.entries(await createContenders(baseUrl));
const samples = await measureRounds({
  rounds: Number(rounds),
  warmUp: 5,
  contenders: Object.fromEntries(callers.map(([name, call]) => [name, () => measure(call)])),
  onRound: (round) => void process.stderr.write(`round ${round + 1} of ${rounds}\n`),
});
process.stdout.write(JSON.stringify(samples));
process.exit(); // the pools' idle connections need not end first
