/** Tells whether every member of one set is in the other. */
export function isSubset<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one.size <= other.size && [...one].every((member) => other.has(member));
}

/** Tells whether two sets have the same members. */
export function isSameSet<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one.size === other.size && isSubset(one, other);
}

/** Returns the members that two sets share. */
export function intersect<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): ReadonlySet<T> {
  return new Set([...one].filter((member) => other.has(member)));
}
