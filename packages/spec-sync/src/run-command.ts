import { hideTyped } from "@just-one/secrets/hide-typed";
import { formatHelp, type VerbName } from "./help.ts";
import { DocumentError } from "@just-one/document";
import { print, tell } from "./tell.ts";

/** A verb of `pnpm spec`: takes the words after its name, resolves to the exit code. */
type Verb = (args: readonly string[]) => Promise<number>;

const verbs: Readonly<Record<VerbName, () => Promise<{ run: Verb }>>> = {
  build: () => import("./verbs/build.ts"),
  check: () => import("./verbs/check.ts"),
  diff: () => import("./verbs/diff.ts"),
  examples: () => import("./verbs/examples.ts"),
  infer: () => import("./verbs/infer.ts"),
  pull: () => import("./verbs/pull.ts"),
  update: () => import("./verbs/update.ts"),
};

/** Runs `pnpm spec` with the words after it; resolves to the exit code. Everything that is wrong is told in one line. */
export async function runCommand(words: readonly string[]): Promise<number> {
  const [name = "", ...args] = words;
  if (isHelp(name)) return printHelp();
  if (!isVerb(name)) {
    const problem = name === "" ? "a verb is missing" : `there is no verb "${name}"`;
    tell(`spec: ${hideTyped(problem, [name])}; use one of ${Object.keys(verbs).join(", ")}, or --help`);
    return 1;
  }
  if (args.some(isHelp)) return printHelp(name);
  try {
    const verb = await verbs[name]();
    return await verb.run(args);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    tell(`spec ${name}: ${hideTyped(error.message, args.filter(isNoPath))}`);
    return 1;
  }
}

// Names of files are in most messages, and are seldom plain words.
function isNoPath(arg: string): boolean {
  return !/[\\/]|\.\w{1,5}$/.test(arg);
}

function isVerb(name: string): name is VerbName {
  return Object.hasOwn(verbs, name);
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

function printHelp(name?: VerbName): number {
  print(formatHelp(name));
  return 0;
}
