import type { Catalog, Prose } from "@just-one/api";
import { tellShape } from "../results/shape.ts";
import type { Library } from "./library.ts";

/** What a library is made of. */
export interface LibrarySources {
  readonly catalog: Catalog;
  readonly prose: Prose;
  readonly source: string;
  readonly find: Library["find"];
  readonly readExample: Library["readExample"];
}

/** Joins what is known of operations: entries, what is said of them, and examples. */
export function createLibrary({ catalog, prose, source, find, readExample }: LibrarySources): Library {
  const told = new Map(prose.operations.map((each) => [each.operation, each]));
  return {
    catalog,
    source,
    find,
    readExample,
    describe: async ({ operation }) => {
      const said = told.get(operation);
      const limits = (said?.notes ?? []).map(({ kind, text }) => (kind === "" ? text : `${kind}: ${text}`));
      const words = said?.parameters.flatMap(({ name, description }) =>
        description === undefined ? [] : [[name, tellOnce(description)] as const],
      );
      const example = said?.reply === undefined ? await readExample(operation) : undefined;
      const reply = said?.reply === undefined ? example && tellShape(example.data) : outline(said.reply);
      return {
        title: said?.summary ?? operation,
        ...(said?.description !== undefined && { about: said.description }),
        words: new Map(words),
        ...(limits.length > 0 && { limits: limits.join("; ") }),
        ...(reply !== undefined && { reply }),
        // What a document types was typed by replies that were recorded.
        replySource: reply === undefined ? "unknown" : (example?.source ?? "recorded"),
      };
    },
  };
}

/** The first paragraph: the others list values, which stand in the type already. */
function tellOnce(description: string): string {
  return description.split("\n\n", 1)[0]?.replaceAll(/\s+/g, " ") ?? "";
}

/** Without the line of `data` itself, and a space for each level less; what was said of a name is not said again. */
function outline(lines: readonly string[]): string {
  const said = new Set<string>();
  return lines
    .slice(1)
    .map((line) => {
      const told = line.trim();
      const isNew = !said.has(told);
      said.add(told);
      return isNew ? line.slice(1) : (line.slice(1).split(" — ", 1)[0] ?? "");
    })
    .join("\n");
}
