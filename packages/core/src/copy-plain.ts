/**
 * A copy that shares nothing with its original: of arrays and plain objects, and of what they hold. Whatever else there
 * is stays as it is. Does not call itself, for a reply may be nested deeper than a stack is high; every member is read
 * once, and what stands in several places, or holds itself, is copied once.
 */
export function copyPlain<T>(value: T): T {
  const root = { value };
  const copies = new Map<object, object>();
  const holders: object[] = [root];
  // Grows meanwhile.
  for (const holder of holders) {
    for (const key of Object.keys(holder)) {
      const member: unknown = Reflect.get(holder, key);
      if (typeof member !== "object" || member === null) continue;
      let copy = copies.get(member);
      if (copy === undefined) {
        copy = isPlain(member) ? { ...member } : Array.isArray(member) ? [...(member as unknown[])] : undefined;
        if (copy === undefined) continue;
        copies.set(member, copy);
        holders.push(copy);
      }
      Reflect.set(holder, key, copy);
    }
  }
  return root.value;
}

/** False for arrays, dates, maps and the like, whose members are not all there is; right across realms, too. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
