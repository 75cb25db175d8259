import { fileURLToPath } from "node:url";
import type { Benchmark, BenchmarkContext, Row } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { computeQuartiles } from "../statistics.ts";
import { partNames } from "./default-parts.ts";
import { receive, startClient } from "./measured-process.ts";

/** Where a call's own time goes: all parts of a default client, and each left out. */
export const partsBenchmark: Benchmark = {
  name: "parts",
  title: "Parts of a call",
  method:
    "Processor time of a call over a `fetch` that answers at once, 64 at a time, each client in a process of its own, in turns; the middle of all rounds. " +
    "A row for each part of a default client has what is saved where it alone is left out; parts share work, so that these do not add up.",
  onlyByName: true,
  run,
};

const program = fileURLToPath(new URL("parts-client.ts", import.meta.url));

async function run({ isQuick, signal, progress }: BenchmarkContext): Promise<readonly Row[]> {
  const variants: readonly (readonly [string, ...string[]])[] = [
    ["bare"],
    ["client"],
    ["parts"],
    ...partNames.map((name) => ["parts", name] as const),
    ["parts", ...partNames],
  ];
  const clients = variants.map((args) => startClient(program, args, signal));
  try {
    await Promise.all(clients.map((client) => receive(client, signal)));
    const contenders = Object.fromEntries(
      clients.map((client, index) => [
        `${index}`,
        async (): Promise<number> => {
          client.send("go");
          // Safe: parts-client.ts sends this.
          return (await receive(client, signal)) as number;
        },
      ]),
    );
    const rounds = isQuick ? 10 : 40;
    const samples = await measureRounds({
      rounds,
      contenders,
      onRound: (round) => progress(`round ${round + 1} of ${rounds}`),
    });
    const [bare = 0, whole = 0, parts = 0, ...without] = variants.map(
      (_, index) => computeQuartiles(samples[`${index}`] ?? []).median,
    );
    return [
      toRow("fetch and JSON.parse alone", bare),
      toRow("createClient", whole),
      toRow("the same of parts, without openapi-fetch", parts),
      ...partNames.map((name, index) => toRow(`saved without ${name}`, parts - (without[index] ?? 0))),
      toRow("without any of these", without.at(-1) ?? 0),
    ];
  } finally {
    for (const client of clients) client.kill();
  }
}

function toRow(measure: string, ours: number): Row {
  return { measure, unit: "µs", ours };
}
