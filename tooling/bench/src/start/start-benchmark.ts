import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Benchmark } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";

const command = fileURLToPath(new URL("../../../../apps/cli/dist/main.js", import.meta.url));

/** What starting the `just-one` command takes. */
export const startBenchmark: Benchmark = {
  name: "start",
  title: "Start of the command",
  method: "The built `just-one` with `--help`, from its second start on, against `node -e 0`, in turns.",
  run: async ({ folder, isQuick, signal, progress }) => {
    const rounds = isQuick ? 8 : 40;
    // Node keeps there what it has compiled
    process.env["XDG_CACHE_HOME"] = join(folder, "cache");
    await mkdir(join(folder, "cache"));
    await runNodeWell([command, "--help"], { signal });
    const samples = await measureRounds({
      rounds,
      contenders: {
        ours: () => runNodeWell([command, "--help"], { signal }),
        node: () => runNodeWell(["-e", "0"], { signal }),
      },
      onRound: (round) => progress(`start ${round + 1} of ${rounds}`),
    });
    return (["wallMs", "cpuMs"] as const).map((key) => {
      const [ours, node] = [samples.ours, samples.node].map((each) => each.map((sample) => sample[key]));
      if (ours === undefined || node === undefined) throw new Error("both were measured");
      return {
        measure: key === "wallMs" ? "time to print the help" : "processor time of it",
        unit: "ms",
        ours: computeQuartiles(ours).median,
        peer: { name: "node -e 0", value: computeQuartiles(node).median },
        ratio: computeRatios(ours, node),
        bar: { on: "ratio" as const, atMost: 2.5 },
      };
    });
  },
};
