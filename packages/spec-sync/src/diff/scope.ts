import type { JsonValue } from "@just-one/document";
import type { Change } from "./change.ts";
import type { Aspect, Direction, Kind } from "./policy.ts";
import { judgeKind } from "./judge-kind.ts";
import type { Session } from "./session.ts";

/** A pair of components, or an operation, or the document: what changes are told of. */
export interface Frame {
  /** `"GET /path"`, `"*"` for the document; absent for a component, whose users name it. */
  operation?: string;
  changes: FoundChange[];
  users: Set<string>;
  children: Set<Frame>;
  /** The directions a component was compared in already, or is being compared in. */
  compared: Set<Direction>;
  /** What is still to be compared of it. */
  waiting: Map<Direction, () => void>;
}

/** A change before it is known which operations it concerns. */
export interface FoundChange extends Pick<Change, "kind" | "level" | "where" | "before" | "after"> {
  /** The kind without its direction: the same change of one component seen both ways is one change. */
  aspect: string;
}

/** Where a comparison stands: what it compares for, in which direction, at which place. */
export interface Scope {
  session: Session;
  frame: Frame;
  direction: Direction;
  where: string;
}

/** The two sides of a change; a side left out is null. */
export interface Sides {
  before?: JsonValue | undefined;
  after?: JsonValue | undefined;
}

/** Moves a scope to a part of where it stands: `child(scope, ".price")`. */
export function enterPart(scope: Scope, part: string): Scope {
  return { ...scope, where: `${scope.where}${part}` };
}

/** Moves a scope to a named part, quoting names that would read as something else. */
export function enterName(scope: Scope, name: string): Scope {
  const word = /^[\w$-]+$/u.test(name) ? name : JSON.stringify(name);
  return { ...scope, where: scope.where === "" ? word : `${scope.where}.${word}` };
}

/** Turns to what travels the other way: from a request to its reply. */
export function turnRound(scope: Scope): Scope {
  return { ...scope, direction: scope.direction === "request" ? "reply" : "request" };
}

/** Notes a change of a kind that means the same in both directions. */
export function report(scope: Scope, kind: Kind, { before = null, after = null }: Sides): void {
  note(scope, { kind, aspect: kind, level: judgeKind(kind).level, where: scope.where, before, after });
}

/** Notes a change whose meaning depends on the direction. */
export function reportAspect(scope: Scope, aspect: Aspect, { before = null, after = null }: Sides): void {
  const kind: Kind = scope.direction === "request" ? `req-${aspect}` : `res-${aspect}`;
  note(scope, { kind, aspect, level: judgeKind(kind).level, where: scope.where, before, after });
}

function note({ frame }: Scope, change: FoundChange): void {
  frame.changes.push(change);
}
