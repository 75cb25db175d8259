import { isDecodable } from "@just-one/document";

/**
 * Whether a key can stand in `properties`. Two kinds cannot, and are left to what an open object allows: validators skip
 * `__proto__`, and bundlers read names as parts of URLs, where `50%` is malformed.
 */
export function isNameable(key: string): boolean {
  return key !== "__proto__" && isDecodable(key);
}
