import { SelectError } from "./select-error.ts";

/** Weighs what an expression makes, so that it can neither fill the memory nor keep everybody waiting. */
export interface Scale {
  /** Counts work. @throws SelectError once there is too much of it */
  spend(work: number): void;
  /** About the characters of a value as JSON, and of all that it holds, each time it holds it. Goes into no depth by itself. */
  weigh(value: unknown): number;
  /** Counts a list or an object that was made. @throws SelectError */
  made<T extends object>(value: T): T;
  /** Says no to a value that is heavier than what may be shown. @throws SelectError */
  limit(value: unknown): void;
}

/** Some replies as long as the longest that was ever seen; whoever walks through so much takes a second at most. */
const leastRoom = 4_000_000;
/** Some seconds, even where hundreds of long replies are read for one answer. */
const mostWork = 400_000_000;

/**
 * A list that holds one thing twice, twenty times over, is small in memory and has a million items for whoever goes through it. So
 * each value weighs as what it is written down, and everything made is counted by that.
 *
 * @param bytes what the reply takes itself
 */
export function createScale(bytes: number): Scale {
  const room = Math.max(leastRoom, 2 * bytes);
  let left = Math.min(16 * room, mostWork);
  const weights = new Map<object, number>();
  const spend = (work: number): void => {
    left -= work;
    if (left < 0)
      throw new SelectError("it makes too much: take fewer fields, or a part of the list, as in list[:100]");
  };
  const sum = (value: object): number => {
    if (Array.isArray(value)) return value.reduce((all: number, item) => all + readWeight(item, weights), 2);
    return Object.entries(value).reduce((all, [name, item]) => all + name.length + 4 + readWeight(item, weights), 2);
  };
  const weigh = (value: unknown): number => {
    const open: object[] = isHolder(value) && !weights.has(value) ? [value] : [];
    for (let each = open.at(-1); each !== undefined; each = open.at(-1)) {
      const unknown = weights.has(each)
        ? []
        : Object.values(each).filter((item) => isHolder(item) && !weights.has(item));
      // Safe: what is no holder has just been left out.
      if (unknown.length > 0) for (const item of unknown) open.push(item as object);
      else {
        if (!weights.has(each)) weights.set(each, sum(each));
        open.pop();
      }
    }
    return readWeight(value, weights);
  };
  return {
    spend,
    weigh,
    made: (value) => {
      spend(weigh(value));
      return value;
    },
    limit: (value) => {
      if (weigh(value) > room) spend(Infinity);
    },
  };
}

function isHolder(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function readWeight(value: unknown, weights: ReadonlyMap<object, number>): number {
  if (typeof value === "string") return value.length + 3;
  return isHolder(value) ? (weights.get(value) ?? 0) + 1 : 6;
}
