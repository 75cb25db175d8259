import { compareText, formatCanonicalJson } from "@just-one/document";
import type { Change } from "./change.ts";
import { levels } from "./level.ts";
import type { FoundChange, Frame } from "./scope.ts";
import type { Session } from "./session.ts";

/**
 * Gathers what was noted in all frames into one sorted list. The same change of a component, found in both directions
 * or against several copies written out in its place, is told once, with the higher level and all its users.
 */
export function gatherChanges(operationFrames: readonly Frame[], session: Session): Change[] {
  nameAllUsers(operationFrames, [...session.frames.values()]);
  const told = new Map<string, { change: FoundChange; users: Set<string>; operation: string | undefined }>();
  for (const frame of [...operationFrames, ...session.frames.values()]) {
    for (const change of frame.changes) {
      const { aspect, where, before, after } = change;
      const key = formatCanonicalJson([frame.operation ?? null, where, aspect, before, after]);
      const known = told.get(key);
      told.set(key, {
        change: known !== undefined && rank(known.change) >= rank(change) ? known.change : change,
        users: new Set([...(known?.users ?? []), ...frame.users]),
        operation: frame.operation,
      });
    }
  }
  return [...told.values()]
    .map(({ change, users, operation }) => nameUsers(change, { users: [...users], operation }))
    .toSorted(compareChanges);
}

/** Names to every component that changed the operations that use it, however far from it, starting from the fewer. */
function nameAllUsers(operations: readonly Frame[], components: readonly Frame[]): void {
  const changed = components.filter(({ changes }) => changes.length > 0);
  if (changed.length > operations.length) {
    for (const operation of operations) {
      for (const frame of listReached(operation, ({ children }) => children))
        frame.users.add(operation.operation ?? "");
    }
    return;
  }
  const parents = new Map<Frame, Set<Frame>>();
  for (const frame of [...operations, ...components]) {
    for (const child of frame.children) parents.set(child, (parents.get(child) ?? new Set()).add(frame));
  }
  for (const frame of changed) {
    for (const { operation } of listReached(frame, (one) => parents.get(one) ?? [])) {
      if (operation !== undefined) frame.users.add(operation);
    }
  }
}

function listReached(start: Frame, next: (frame: Frame) => Iterable<Frame>): ReadonlySet<Frame> {
  const reached = new Set([start]);
  // A set gives what is added while it is gone through.
  for (const frame of reached) for (const one of next(frame)) reached.add(one);
  return reached;
}

/** Says whose change it is; a component that one operation alone uses is that operation's affair. */
function nameUsers(
  { kind, level, where, before, after }: FoundChange,
  { users, operation }: { users: readonly string[]; operation: string | undefined },
): Change {
  const [only, ...others] = users;
  const owner = operation ?? (only === undefined || others.length > 0 ? "*" : only);
  const change: Change = { kind, level, operation: owner, where, before, after };
  return owner === "*" && others.length > 0 ? { ...change, usedBy: users.toSorted(compareText) } : change;
}

/** Orders the two sights of one change: the higher level, and of equals the request's. */
function rank({ level, kind }: FoundChange): number {
  return levels.indexOf(level) * 2 + (kind.startsWith("req-") ? 1 : 0);
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
