// A program: runs the two files in parallel workers, in watch mode, and again; prints how often a test passed.
import { fileURLToPath } from "node:url";
import { startVitest } from "vitest/node";

// Sources, as everywhere in tests: nothing may have been built.
const resolve = { conditions: ["@just-one/source"] };
const files = [new URL("./first.spec.ts", import.meta.url), new URL("./second.spec.ts", import.meta.url)];
const vitest = await startVitest(
  "test",
  files.map((file) => fileURLToPath(file)),
  {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    config: false,
    include: ["test/watched/*.spec.ts"],
    watch: true,
    maxWorkers: 2,
    testTimeout: 240_000, // a net for what hangs: the machine may be busy
    hookTimeout: 240_000,
    reporters: [],
    execArgv: ["--conditions=@just-one/source"],
  },
  { resolve, ssr: { resolve } },
);
const countPassed = (): number => vitest.state.getFiles().filter(({ result }) => result?.state === "pass").length;
const passed = [countPassed()];
await vitest.rerunTestSpecifications(await vitest.globTestSpecifications());
passed.push(countPassed());
await vitest.close();
process.stdout.write(`${passed.join(" ")}\n`);
