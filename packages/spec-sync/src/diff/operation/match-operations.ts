import { getField, type LocatedOperation } from "@just-one/document";
import { foldName } from "../support/pair-renames.ts";
import type { Kind } from "../policy.ts";

type Operations = ReadonlyMap<string, LocatedOperation>;

/** What became of an operation: the same name, or another that is recognised as its heir. */
export interface Match {
  name: string;
  /** How it moved; absent where it did not. */
  kind?: Extract<Kind, `operation-${string}`>;
}

/**
 * Finds what each operation became. A move is told only where one that went and one that came point at each other
 * and at nobody else; the rules stand with the surest first.
 */
export function matchOperations(before: Operations, after: Operations): ReadonlyMap<string, Match> {
  const matches = new Map<string, Match>();
  for (const name of before.keys()) if (after.has(name)) matches.set(name, { name });
  const come = new Set([...after.keys()].filter((name) => !before.has(name)));
  for (const { kind, identify } of moves) {
    const taken = new Set([...matches.values()].map((match) => match.name));
    const gone = groupNames(
      [...before].filter(([name]) => !matches.has(name)),
      identify,
    );
    const heirs = groupNames(
      [...after].filter(([name]) => come.has(name) && !taken.has(name)),
      identify,
    );
    for (const [identity, [name, ...rivals]] of gone) {
      const [heir, ...others] = heirs.get(identity) ?? [];
      if (name === undefined || heir === undefined || rivals.length > 0 || others.length > 0) continue;
      matches.set(name, { name: heir, kind });
    }
  }
  return matches;
}

interface Move {
  kind: NonNullable<Match["kind"]>;
  /** What stays the same when an operation moves this way; undefined where it cannot. */
  identify: (operation: LocatedOperation) => string | undefined;
}

const moves: readonly Move[] = [
  { kind: "operation-method-changed", identify: ({ path }) => path },
  { kind: "operation-moved", identify: ({ method, path }) => `${method} ${foldPath(path)}` },
  { kind: "operation-version-replaced", identify: ({ method, path }) => dropVersion(`${method} ${path}`) },
  {
    kind: "operation-moved",
    identify: ({ method, operation }) => {
      const id = getField(operation, "operationId");
      return typeof id === "string" ? `${method} ${id}` : undefined;
    },
  },
];

/** `/a/{itemId}/b-c/` and `/a/{id}/bC` are one path to a reader. */
function foldPath(path: string): string {
  return path
    .replaceAll(/\{[^{}]*\}/gu, "{}")
    .split("/")
    .map((step) => (step === "{}" ? step : foldName(step)))
    .filter((step) => step !== "")
    .join("/");
}

function dropVersion(name: string): string | undefined {
  const versionless = name.replaceAll(/\/v\d+(?=\/|$)/giu, "/v");
  return versionless === name ? undefined : versionless;
}

function groupNames(
  operations: readonly (readonly [string, LocatedOperation])[],
  identify: Move["identify"],
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, operation] of operations) {
    const identity = identify(operation);
    if (identity !== undefined) groups.set(identity, [...(groups.get(identity) ?? []), name]);
  }
  return groups;
}
