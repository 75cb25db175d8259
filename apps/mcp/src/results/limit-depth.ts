/** More than any reply that was ever seen has, and far less than what fills a stack. */
export const maxDepth = 64;

/** What of a value is not deeper than that. */
export interface Limited {
  readonly value: unknown;
  readonly isCut: boolean;
}

/** Takes out what is nested deeper than anybody reads, so that whatever walks through the rest may call itself. */
export function limitDepth(value: unknown): Limited {
  let isCut = false;
  const copy = (each: unknown, left: number): unknown => {
    if (typeof each !== "object" || each === null) return each;
    if (left === 0) {
      isCut = true;
      return Array.isArray(each) ? "[…]" : "{…}";
    }
    if (Array.isArray(each)) return each.map((item) => copy(item, left - 1));
    return Object.fromEntries(Object.entries(each).map(([name, member]) => [name, copy(member, left - 1)]));
  };
  const copied = copy(value, maxDepth);
  return isCut ? { value: copied, isCut } : { value, isCut };
}
