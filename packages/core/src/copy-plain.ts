/**
 * A copy that shares nothing with its original: of arrays and plain objects, and of what they hold down to a depth.
 * Whatever else there is stays as it is. Does not call itself, for a reply may be nested deeper than a stack is high;
 * every member is read once.
 *
 * @param depth How many levels are copied; only what cannot hold itself may go without
 */
export function copyPlain<T>(value: T, depth: number = Infinity): T {
  const root = { value };
  let level: object[] = [root];
  for (let left = depth; left > 0 && level.length > 0; left -= 1) {
    const next: object[] = [];
    for (const holder of level) {
      for (const key of Object.keys(holder)) {
        const member: unknown = Reflect.get(holder, key);
        const copy = isPlain(member) ? { ...member } : Array.isArray(member) ? [...(member as unknown[])] : undefined;
        if (copy === undefined) continue;
        Reflect.set(holder, key, copy);
        next.push(copy);
      }
    }
    level = next;
  }
  return root.value;
}

/** False for arrays, dates, maps and the like, whose members are not all there is; right across realms, too. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
