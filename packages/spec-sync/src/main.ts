import { keepOnOneLine } from "./keep-on-one-line.ts";
import { SpecError } from "./spec-error.ts";

/** A verb of `pnpm spec`: takes the words after its name, resolves to the exit code. */
export type Verb = (args: readonly string[]) => Promise<number>;

const verbs: Readonly<Record<string, () => Promise<{ run: Verb }>>> = {
  build: () => import("./verbs/build.ts"),
  check: () => import("./verbs/check.ts"),
  diff: () => import("./verbs/diff.ts"),
  examples: () => import("./verbs/examples.ts"),
  infer: () => import("./verbs/infer.ts"),
  pull: () => import("./verbs/pull.ts"),
  update: () => import("./verbs/update.ts"),
};

async function main(): Promise<number> {
  const [name = "", ...args] = process.argv.slice(2);
  if (!Object.hasOwn(verbs, name)) {
    process.stderr.write(`spec: there is no verb "${name}"; use one of ${Object.keys(verbs).join(", ")}\n`);
    return 1;
  }
  try {
    const verb = await verbs[name]!();
    return await verb.run(args);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    process.stderr.write(`spec ${name}: ${keepOnOneLine(error.message)}\n`);
    return 1;
  }
}

// Whoever reads may stop early, as `head` does; what the verb writes to files goes on.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await main();
