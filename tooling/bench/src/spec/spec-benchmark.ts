import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Benchmark, Row } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { type NodeRun, runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import { findVendorDocument } from "../vendor-document.ts";
import { multiplyOperations } from "./multiply-operations.ts";

const spec = fileURLToPath(new URL("../../../../packages/spec-sync/src/main.ts", import.meta.url));
// openapi-typescript lives where TypeScript 6 does; the peer is the very copy that `spec build` uses.
const codegen = createRequire(new URL("../../../codegen/package.json", import.meta.url));
const openApiTypescript = join(dirname(codegen.resolve("openapi-typescript/package.json")), "bin", "cli.js");

/** How long generating takes. */
export const specBenchmark: Benchmark = {
  name: "spec",
  title: "spec build",
  method:
    "`spec build` of the vendor's whole document (overlays, document, types, operation map, catalog), against " +
    "openapi-typescript's own command on the same file, each in a fresh Node; then of ten times the operations, against " +
    "`spec build` of once.",
  run: async ({ folder, isQuick, signal, progress }) => {
    const document = findVendorDocument();
    const tenfold = join(folder, "tenfold.json");
    await writeFile(tenfold, JSON.stringify(multiplyOperations(await readFile(document, "utf8"), 10)));
    const build = (from: string, to: string): Promise<NodeRun> =>
      // The generator runs from its sources: it is never published.
      runNodeWell(["--conditions=@just-one/source", spec, "build", "--document", from, "--out", join(folder, to)], {
        signal,
      });
    const rounds = isQuick ? 4 : 10;
    const samples = await measureRounds({
      rounds,
      contenders: {
        ours: () => build(document, "once"),
        peer: () => runNodeWell([openApiTypescript, document, "--output", join(folder, "peer.ts")], { signal }),
        tenfold: () => build(tenfold, "tenfold"),
      },
      onRound: (round) => progress(`round ${round + 1} of ${rounds}`),
    });
    const compare = (
      key: "wallMs" | "cpuMs",
      left: "ours" | "tenfold",
      right: "ours" | "peer",
    ): Pick<Row, "ours" | "peer" | "ratio" | "unit"> => {
      const [a, b] = [samples[left].map((run) => run[key]), samples[right].map((run) => run[key])];
      const name = right === "peer" ? "openapi-typescript" : "spec build of once";
      return {
        unit: "ms",
        ours: computeQuartiles(a).median,
        peer: { name, value: computeQuartiles(b).median },
        ratio: computeRatios(a, b),
      };
    };
    return [
      { measure: "time", ...compare("wallMs", "ours", "peer"), bar: { on: "ratio", atMost: 1.15 } },
      { measure: "processor time", ...compare("cpuMs", "ours", "peer") },
      {
        measure: "time for ten times the operations",
        ...compare("wallMs", "tenfold", "ours"),
        bar: { on: "ratio", atMost: 4 },
      },
      { measure: "processor time for ten times the operations", ...compare("cpuMs", "tenfold", "ours") },
    ];
  },
};
