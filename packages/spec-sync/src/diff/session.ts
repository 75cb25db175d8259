import { identify, type JsonObject, type JsonValue, type Reading, type TellClass } from "@just-one/document";
import type { Direction } from "./policy.ts";
import type { Frame, Scope } from "./scope.ts";

/** One run of the comparison. */
export interface Session {
  before: Reading;
  after: Reading;
  /** Compares two schemas at a place; handed on here because schemas hold schemas. */
  compareSchemas(scope: Scope, before: JsonValue | undefined, after: JsonValue | undefined): void;
  /** Compared pairs of components, by the identities of both: each is told once, however many operations use it. */
  frames: Map<string, Frame>;
  /** Pairs without a component being compared right now: merged schemas can contain themselves. */
  underway: Set<string>;
  /** Tells whether two schemas are the same to a caller: nothing but words differs. */
  tellClass: TellClass;
  /** Pairs of components that are still to be compared: a list, not recursion, for they lead through thousands of others. */
  waiting: { frame: Frame; direction: Direction }[];
}

/** Creates an empty frame: for an operation when it is named, for a component when not. */
export function createFrame(operation?: string): Frame {
  return {
    ...(operation === undefined ? {} : { operation }),
    changes: [],
    users: new Set(),
    children: new Set(),
    compared: new Set(),
    waiting: new Map(),
  };
}

/** Two things to compare, and where references led to them. */
export interface Pair {
  before: { value: JsonObject; component?: string };
  after: { value: JsonObject; component?: string };
  /** What of the two is compared, where that is not the whole. */
  part?: string;
}

/** Returns the frame of a pair of which a component is part. */
export function getFrame(session: Session, { before, after, part = "" }: Pair): Frame {
  const component = before.component ?? after.component ?? "";
  const key = `${component} ${part} ${identify(before.value)} ${identify(after.value)}`;
  const frame = session.frames.get(key) ?? createFrame();
  session.frames.set(key, frame);
  return frame;
}

/**
 * Compares in the frame it belongs to: the component's own, once per direction and when its turn comes, where a reference
 * led to either side; the current one at once otherwise.
 */
export function compareOnce(scope: Scope, { before, after, part = "" }: Pair, compare: (scope: Scope) => void): void {
  const component = before.component ?? after.component;
  const { session, direction } = scope;
  if (component === undefined) {
    const key = `${direction} ${identify(before.value)} ${identify(after.value)}`;
    if (session.underway.has(key)) return;
    session.underway.add(key);
    try {
      compare(scope);
    } finally {
      session.underway.delete(key);
    }
    return;
  }
  const frame = getFrame(session, { before, after, part });
  scope.frame.children.add(frame);
  if (frame.compared.has(direction)) return;
  frame.compared.add(direction);
  frame.waiting.set(direction, () => compare({ session, frame, direction, where: component }));
  session.waiting.push({ frame, direction });
}

/** Compares what waits in a frame, if it still does. */
export function compareWaiting({ frame, direction }: { frame: Frame; direction: Direction }): void {
  const compare = frame.waiting.get(direction);
  frame.waiting.delete(direction);
  compare?.();
}

/** Compares all that waits, and what comes to wait meanwhile. */
export function compareAllWaiting({ waiting }: Session): void {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) compareWaiting(next);
}
