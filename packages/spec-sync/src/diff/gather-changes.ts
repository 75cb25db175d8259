import { compareText } from "../document/open-api.ts";
import { formatCanonicalJson } from "./canonical-json.ts";
import type { Change } from "./change.ts";
import { levels } from "./level.ts";
import type { Frame } from "./scope.ts";
import type { Session } from "./session.ts";

/**
 * Gathers what was noted in all frames into one sorted list. The same change of a component, found in both directions
 * or against several copies written out in its place, is told once, with the higher level.
 */
export function gatherChanges(operationFrames: readonly Frame[], session: Session): Change[] {
  for (const frame of operationFrames) spreadUser(frame, { user: frame.operation ?? "", seen: new Set() });
  const gathered = new Map<string, Change>();
  for (const frame of [...operationFrames, ...session.frames.values()]) {
    const users = [...frame.users].filter((user) => user !== "*").toSorted(compareText);
    const [only, ...others] = users;
    const operation = frame.operation ?? (only === undefined || others.length > 0 ? "*" : only);
    for (const { aspect, ...found } of frame.changes) {
      const change: Change = {
        ...found,
        operation,
        ...(operation === "*" && users.length > 1 ? { usedBy: users } : {}),
      };
      const key = formatCanonicalJson([operation, found.where, aspect, found.before, found.after]);
      const known = gathered.get(key);
      gathered.set(key, known === undefined ? change : mergeChanges(known, change));
    }
  }
  return [...gathered.values()].toSorted(compareChanges);
}

function spreadUser(frame: Frame, { user, seen }: { user: string; seen: Set<Frame> }): void {
  if (seen.has(frame)) return;
  seen.add(frame);
  if (frame.operation === undefined) frame.users.add(user);
  for (const child of frame.children) spreadUser(child, { user, seen });
}

function mergeChanges(one: Change, other: Change): Change {
  const [higher, lower] = compareChanges(one, other) <= 0 ? [one, other] : [other, one];
  const usedBy = [...new Set([...(higher.usedBy ?? []), ...(lower.usedBy ?? [])])].toSorted(compareText);
  return usedBy.length > 0 ? { ...higher, usedBy } : higher;
}

function compareChanges(one: Change, other: Change): number {
  return (
    levels.indexOf(other.level) - levels.indexOf(one.level) ||
    compareText(one.operation, other.operation) ||
    compareText(one.where, other.where) ||
    compareText(one.kind, other.kind) ||
    compareText(formatCanonicalJson([one.before, one.after]), formatCanonicalJson([other.before, other.after]))
  );
}
