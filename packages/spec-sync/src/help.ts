import { encodeLines, type TerminalText } from "@just-one/encoders";

/** What a verb of `pnpm spec` is told, and does. */
interface VerbHelp {
  does: string;
  /** What follows the verb. */
  takes: string;
  flags: readonly (readonly [flag: string, meaning: string])[];
  example: string;
}

const pulling: VerbHelp["flags"] = [
  ["--from URL|FILE", "the document; by default the one that the vendor publishes"],
  ["--accept-operations-gone", "takes it although more than 3 % of the operations went, or only hidden ones"],
  ["--accept-servers-changed", "takes it although a host or scheme changed, and the token travels there"],
  ["--accept-envelope-changed", "takes it although what every reply is wrapped in changed"],
  ["--accept-document-shrunk", "takes it although it has fewer than half the bytes"],
  ["--accept-token-moved", "takes it although an operation takes its token elsewhere"],
  ["--accept-living-buried", "takes it although the client will refuse what still stands in the document"],
];

/** The name of a verb. */
export type VerbName = "build" | "check" | "diff" | "examples" | "infer" | "pull" | "update";

const verbs: Readonly<Record<VerbName, VerbHelp>> = {
  build: {
    does: "Makes types, catalog and checks from the document, its overlays and its examples, all or nothing.",
    takes: "[--document FILE] [--overlays DIR] [--out DIR]",
    flags: [
      ["--document FILE", "instead of the project's own"],
      ["--overlays DIR", "instead of the project's own"],
      ["--out DIR", "where to write, instead of into the project"],
    ],
    example: "pnpm spec build --document vendor.json --out generated",
  },
  check: {
    does: "Fails, naming each file, when anything generated is not what build would write.",
    takes: "",
    flags: [],
    example: "pnpm spec check",
  },
  diff: {
    does: "Says what the changes between two documents mean for callers. It exits with 0 whatever they mean.",
    takes: "OLD NEW [--format text|markdown|json]",
    flags: [["--format text|markdown|json", "how to say it; text by default"]],
    example: "pnpm spec diff old.json new.json --format markdown",
  },
  examples: {
    does: "Records the vendor's example replies, one polite request after the other.",
    takes: '("GET /path" … | --all) [FLAGS]',
    flags: [
      ["--all", "every operation of the document, instead of those named"],
      ["--refresh", "also those that are recorded already"],
      ["--output DIR", "where to write, instead of into the project"],
      ["--document FILE", "what --all goes by, instead of the project's own"],
      ["--interval MS", "milliseconds between two requests; 1000 by default"],
      ["--base-url URL", "where to ask; https://api.justoneapi.com by default"],
    ],
    example: "pnpm spec examples --all --interval 2000",
  },
  infer: {
    does: "Types data from example replies, as one overlay for people to review.",
    takes: "EXAMPLES_DIR --output FILE",
    flags: [["--output FILE", "the overlay; build reads files named *.overlay.yaml"]],
    example: "pnpm spec infer openapi/examples --output openapi/overlays/50-inferred.overlay.yaml",
  },
  pull: {
    does: "Takes over the vendor's document with its lock and its Chinese words, and nothing made from it.",
    takes: "[FLAGS]",
    flags: pulling,
    example: "pnpm spec pull --from https://docs.justoneapi.com/openapi.json",
  },
  update: {
    does: "Pulls, judges, builds and writes changesets, all or nothing; prints a summary of what changed.",
    takes: "[FLAGS]",
    flags: [...pulling, ["--major", "before a major release: sweeps the tombstones"]],
    example: "pnpm spec update --from vendor.json",
  },
};

/** Tells what a verb does and takes; without a verb, which ones there are. */
export function formatHelp(name?: VerbName): TerminalText {
  if (name === undefined) {
    const lines = Object.entries(verbs).map(([verb, { does }]) => [verb, does] as const);
    return encodeLines(
      `Usage: pnpm spec VERB [FLAGS]\n\n${formatTable(lines)}\npnpm spec VERB --help tells more. docs/spec-sync.md has the whole way.\n`,
    );
  }
  const { does, takes, flags, example } = verbs[name];
  const usage = `Usage: pnpm spec ${name} ${takes}`.trimEnd();
  const table = formatTable([...flags, ["-h, --help", "prints this"]]);
  return encodeLines(`${usage}\n\n${does}\n\n${table}\nExample: ${example}\n`);
}

function formatTable(rows: readonly (readonly [name: string, meaning: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}\n`).join("");
}
