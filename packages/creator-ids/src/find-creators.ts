import Papa from "papaparse";
import type { Creator, Finding, FoundCreators, Refused } from "./creator.ts";
import { findInGrid, type Grid } from "./find-in-grid.ts";
import { findInLines } from "./find-in-lines.ts";
import { normalise } from "./normalise.ts";

export { type Creator, type FoundCreators, type Refusal, type Refused, toLabel } from "./creator.ts";
export { isPlainId } from "./read-cell.ts";

/**
 * Finds creators in what a person pasted or keeps in a file: a table with a column of ids, or ids with anything between
 * them, addresses of pages among them. Numbers of other columns are never ids. Nothing is thrown.
 *
 * @example
 * findCreators("达人\t粉丝\n一号 7048929565493690398\t120000")
 */
export function findCreators(text: string): FoundCreators {
  const plain = normalise(text);
  const tables = ["\t", ",", ";", "|"].flatMap((delimiter) => findInGrid(splitGrid(plain, delimiter)) ?? []);
  const best = tables.toSorted((a, b) => b.whole - a.whole)[0];
  return sortOut(best?.findings ?? findInLines(plain));
}

/** The same for rows of cells, as a spreadsheet's file has them. */
export function findCreatorsInRows(rows: readonly (readonly string[])[]): FoundCreators {
  const grid = rows.map((row) => row.map(normalise));
  return sortOut(findInGrid(grid)?.findings ?? findInLines(grid.map((row) => row.join(" ")).join("\n")));
}

/** Empty where the delimiter makes no columns of the text. */
function splitGrid(text: string, delimiter: string): Grid {
  if (!text.includes(delimiter)) return [];
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: "greedy" });
  if (errors.some(({ type }) => type === "Quotes")) return [];
  const filled = new Set(data.flatMap((row) => row.flatMap((cell, column) => (cell.trim() === "" ? [] : [column]))));
  return filled.size > 1 ? data : [];
}

function sortOut(findings: readonly Finding[]): FoundCreators {
  const creators = new Map<string, Creator>();
  const refused = new Map<string, Refused>();
  let duplicates = 0;
  for (const finding of weighTails(findings)) {
    if ("reason" in finding) {
      refused.set(`${finding.reason} ${finding.text}`, finding);
      continue;
    }
    const known = creators.get(finding.id);
    if (known !== undefined) duplicates += 1;
    if (known?.label === undefined) creators.set(finding.id, finding);
  }
  return { creators: [...creators.values()], duplicates, refused: [...refused.values()] };
}

/** What only the whole list tells: whether zeros at the end were cut, or counted on from. */
function weighTails(findings: readonly Finding[]): readonly Finding[] {
  const ids = findings.flatMap((finding) => ("id" in finding ? [finding.id] : []));
  return keepRoundStart(refuseCutTails(findings, new Set(ids)), new Set(ids.map((id) => id.slice(0, 15))));
}

/** Ids of 16 and 17 digits end in zeros by chance; when all of them do, a spreadsheet cut them. */
function refuseCutTails(findings: readonly Finding[], ids: ReadonlySet<string>): readonly Finding[] {
  const long = new Set([...ids].filter((id) => id.length > 15));
  if (long.size < 4 || ![...long].every((id) => /^\d{15}0+$/.test(id))) return findings;
  return findings.map((finding) => {
    if (!("id" in finding) || !long.has(finding.id)) return finding;
    const { id, ...rest } = finding;
    return { ...rest, text: id, reason: "rounded" };
  });
}

/** Made-up ids are often counted on from a round number, which is one of them then. */
function keepRoundStart(findings: readonly Finding[], starts: ReadonlySet<string>): readonly Finding[] {
  return findings.map((finding) => {
    if (!("reason" in finding) || !/^\d{1,2}0{13,18}$/.test(finding.text)) return finding;
    const { text: id, label } = finding;
    if (!starts.has(id.slice(0, 15))) return finding;
    return label === undefined ? { id } : { id, label };
  });
}
