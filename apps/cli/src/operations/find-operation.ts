import type { Catalog, CatalogEntry } from "@just-one/api";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";

/**
 * Finds an operation by `"METHOD /path"`, or by its path where only one method has it.
 *
 * @throws CliError with what comes nearest
 */
export function findOperation(catalog: Catalog, name: string): CatalogEntry {
  // What follows a ? is no part of the name, and may hold a token.
  const [first = "", second] = name.replace(/\?.*$/s, "").trim().split(/\s+/);
  const wanted = second === undefined ? undefined : `${first.toUpperCase()} ${second}`;
  const found = catalog.filter(({ operation, path }) => (wanted === undefined ? path === first : operation === wanted));
  const [entry] = found;
  if (entry !== undefined && found.length === 1) return entry;
  throw new CliError(
    `there is no operation "${cleanText([first, second].join(" ")).slice(0, 120)}".${suggest(catalog, second ?? first)}`,
    exitCodes.wrongUse,
  );
}

function suggest(catalog: Catalog, name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2 && word.toLowerCase() !== "api");
  const scored = catalog
    .map((entry) => ({
      entry,
      score: words.filter((word) => entry.path.toLowerCase().includes(word.toLowerCase())).length,
    }))
    .filter(({ score }) => score > words.length / 2)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 3);
  const near = scored.map(({ entry }) => `\n  ${entry.operation}`).join("");
  return near === ""
    ? " Search with: just-one operations WORDS; all of the vendor's are known after: just-one catalog pull"
    : ` Did you mean:${near}`;
}
