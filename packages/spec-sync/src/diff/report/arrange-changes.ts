import { compareText } from "@just-one/document";
import { revealHidden } from "@just-one/encoders";
import type { Change } from "../change.ts";
import { type ChangeWords, describeChange } from "./describe-change.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { Level } from "../level.ts";

/** A diff as a reader goes through it: by level, platform, operation. */
export interface Section {
  level: Level;
  count: number;
  groups: Group[];
}

/** What concerns one platform, or many. */
export interface Group {
  title: string;
  entries: Entry[];
}

/** What concerns one operation, one component or many operations at once. */
export interface Entry {
  title: string;
  /** Below the title, for an entry of many operations: which ones. */
  note: string;
  changes: ChangeWords[];
}

const everywhere = "Several operations at once";
const minOperationsToJoin = 4;
const maxNamed = 5;

/** Arranges the major and minor changes; patch changes are only counted. */
export function arrangeChanges(diff: DocumentDiff): Section[] {
  return (["major", "minor"] as const).flatMap((level) => {
    const changes = diff.changes.filter((change) => change.level === level);
    return changes.length === 0 ? [] : [{ level, count: changes.length, groups: arrangeGroups(changes, diff) }];
  });
}

/** Counts the patch changes by what they are: `31 × prose changed`. */
export function countPatches({ changes }: DocumentDiff): string[] {
  const patches = Map.groupBy(
    changes.filter(({ level }) => level === "patch"),
    (change) => describeChange(change).what,
  );
  return [...patches].map(([what, { length }]) => `${length} × ${what}`).toSorted(compareText);
}

function arrangeGroups(changes: readonly Change[], diff: DocumentDiff): Group[] {
  const joined = joinAlike(changes);
  const shared = [...joined.entries];
  const single = changes.filter((change) => !joined.changes.has(change));
  for (const [title, same] of Map.groupBy(
    single.filter(({ operation }) => operation === "*"),
    titleShared,
  )) {
    shared.push({ title, note: nameSome(same[0]?.usedBy ?? []), changes: same.map(describeChange) });
  }
  const own = single.filter(({ operation }) => operation !== "*");
  const byPlatform = Map.groupBy(own, ({ operation }) => revealHidden(diff.platforms.get(operation) ?? "Webhooks"));
  const groups = [...byPlatform]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([title, same]): Group => ({
      title,
      entries: [...Map.groupBy(same, ({ operation }) => operation)].map(([operation, ofOperation]) => ({
        title: revealHidden(operation),
        note: "",
        changes: ofOperation.map(describeChange),
      })),
    }));
  return shared.length > 0 ? [{ title: everywhere, entries: shared }, ...groups] : groups;
}

/** Joins what is the same in many operations, and then what concerns the same many. */
function joinAlike(changes: readonly Change[]): { entries: Entry[]; changes: ReadonlySet<Change> } {
  const inPlaces = changes.filter(({ operation, where }) => operation !== "*" && where !== "");
  const alike = [...Map.groupBy(inPlaces, (change) => JSON.stringify(describeChange(change))).values()].filter(
    ({ length }) => length >= minOperationsToJoin,
  );
  const byOperations = Map.groupBy(alike, (same) => same.map(({ operation }) => operation).join("\n"));
  const entries = [...byOperations.values()].map(([first = [], ...others]): Entry => ({
    title: `${first.length} operations`,
    note: nameSome(first.map(({ operation }) => operation)),
    changes: [first, ...others].flatMap((same) => same.slice(0, 1)).map(describeChange),
  }));
  return { entries, changes: new Set(alike.flat()) };
}

function titleShared({ where, usedBy }: Change): string {
  const component = /^components\.\w+\.(?:"[^"]*"|[\w$-]+)/u.exec(where)?.[0];
  if (component === undefined) return "The document";
  return usedBy === undefined ? component : `${component}, used by ${usedBy.length} operations`;
}

function nameSome(operations: readonly string[]): string {
  const named = operations.slice(0, maxNamed).map(revealHidden).join(", ");
  const rest = operations.length - maxNamed;
  return rest > 0 ? `${named} and ${rest} more` : named;
}
