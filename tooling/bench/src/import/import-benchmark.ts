import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Benchmark, Row } from "../benchmark.ts";
import { linkModules } from "../link-modules.ts";
import { measureRounds } from "../measure-rounds.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";

/** What importing core adds to starting Node. */
export const importBenchmark: Benchmark = {
  name: "import",
  title: "Import",
  method: 'A module that only says `import "@just-one/core"`, against an empty module, each in a fresh Node.',
  run: async ({ folder, isQuick, signal, progress }) => {
    const [empty, ours] = [join(folder, "empty.mjs"), join(folder, "ours.mjs")];
    await writeFile(empty, "export {};\n");
    await writeFile(ours, 'import "@just-one/core";\n');
    await linkModules(folder);
    const rounds = isQuick ? 8 : 40;
    const samples = await measureRounds({
      rounds,
      contenders: {
        core: () => runNodeWell([ours], { signal }),
        empty: () => runNodeWell([empty], { signal }),
      },
      onRound: (round) => progress(`start ${round + 1} of ${rounds}`),
    });
    const compare = (key: "wallMs" | "cpuMs"): Omit<Row, "measure"> => {
      const core = samples.core.map((sample) => sample[key]);
      const none = samples.empty.map((sample) => sample[key]);
      const peer = { name: "an empty Node start", value: computeQuartiles(none).median };
      return { unit: "ms", ours: computeQuartiles(core).median, peer, ratio: computeRatios(core, none) };
    };
    return [
      { measure: "time to import @just-one/core", ...compare("wallMs"), bar: { on: "ratio", atMost: 1.5 } },
      { measure: "processor time of it", ...compare("cpuMs") },
    ];
  },
};
