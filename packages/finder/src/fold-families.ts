import type { ToldOperation } from "./create-index.ts";
import { describeRemarks } from "./describe-remarks.ts";
import type { FoundOperation } from "./found-operation.ts";
import { judgeStanding } from "./rank-operation.ts";
import type { Query } from "./read-query.ts";

/** An operation and how well it fits. */
export interface RankedOperation {
  readonly operation: ToldOperation;
  readonly score: number;
}

/** Makes one of all versions of an operation: the one that is asked for, or that fits best and lives. */
export function foldFamilies(
  ranked: readonly RankedOperation[],
  families: ReadonlyMap<string, readonly ToldOperation[]>,
  { version }: Query,
): FoundOperation[] {
  const scores = new Map(ranked.map((each) => [each.operation, each.score]));
  const groups = Map.groupBy(ranked, ({ operation }) => operation.prose.family);
  return [...groups]
    .flatMap(([family, group]) => {
      // One that lives is taken although only another has the words.
      const all = (families.get(family) ?? []).map((operation) => ({ operation, score: scores.get(operation) ?? 0 }));
      const [best] = all.toSorted(
        (one, other) => judge(other, version) - judge(one, version) || other.score - one.score,
      );
      if (best === undefined) return [];
      return [toFound(best.operation, { score: Math.max(...group.map(({ score }) => score)), families })];
    })
    .toSorted((one, other) => other.score - one.score);
}

/** The version that is asked for comes first, then those that live. */
function judge({ operation: { entry, prose } }: RankedOperation, version: string | undefined): number {
  return (prose.version === version ? 2 : 0) + (describeRemarks(entry).length === 0 ? 1 : 0);
}

/** Tells what was found of an operation. */
export function toFound(
  { entry, prose }: ToldOperation,
  { score, families }: { readonly score: number; readonly families: ReadonlyMap<string, readonly ToldOperation[]> },
): FoundOperation {
  return {
    operation: entry.operation,
    method: entry.method,
    path: entry.path,
    title: prose.summary,
    platform: prose.platform,
    needs: listNeeds(entry.parameters),
    remarks: describeRemarks(entry),
    versions: listVersions(families.get(prose.family) ?? []),
    score,
  };
}

function listNeeds(parameters: ToldOperation["entry"]["parameters"]): string[] {
  return parameters.filter(({ required, removed }) => required && removed === undefined).map(({ name }) => name);
}

/** The names of all versions, those that live and are recommended first. */
export function listVersions(family: readonly ToldOperation[]): string[] {
  const sorted = family.toSorted((one, other) => judgeStanding(other) - judgeStanding(one));
  return sorted.map(({ entry }) => entry.operation);
}
