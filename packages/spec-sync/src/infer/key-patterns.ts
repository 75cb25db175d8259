/**
 * What keys look like that are data rather than names of fields. An object with such a key is a map from ids to values.
 *
 * Each pattern reads a key once from left to right (no two neighbouring parts can match the same character), since
 * validators run them on whatever a reply holds.
 */
const keyPatterns: readonly string[] = [
  "^\\d+$",
  "^\\d{4}-\\d{2}-\\d{2}$",
  // -7, 21433:12563493, 18-24, 2026-03-09T12:00:00Z
  "^[-+]?\\d+(?:[-+.:_/, T]\\d+)*Z?$",
  "^https?://",
  // UUIDs
  "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
  // hashes and object ids
  "^(?=\\D*\\d)[0-9a-fA-F]{16,}$",
  // ids in which letters and digits alternate
  "^(?=\\D*\\d+\\D+\\d+\\D+\\d)[0-9A-Za-z]{16,}$",
  "^(?=\\D*\\d+\\D+\\d+\\D+\\d)[\\w-]{32,}$",
  // item_7048929565493690398
  "^[A-Za-z]{1,16}[-_:.]?\\d{6,}$",
];

const matchers: readonly RegExp[] = keyPatterns.map((pattern) => new RegExp(pattern, "u"));

/** The pattern of ids that a key belongs to, or undefined when it reads as the name of a field. */
export function findKeyPattern(key: string): string | undefined {
  const index = matchers.findIndex((matcher) => matcher.test(key));
  return keyPatterns[index];
}

/** Whether a pattern is one of those, so that running it on what a reply holds takes no more than a moment. */
export function isKeyPattern(pattern: string): boolean {
  return keyPatterns.includes(pattern);
}
