import { createHash } from "node:crypto";
import { giveNames, type KeptNames } from "@just-one/document";

/**
 * Names the constant of an operation from method and path only, since titles and operationIds change under our feet:
 * `GET /api/douyin/get-user/v1` becomes `getDouyinGetUserV1`. Where characters get lost that a name cannot hold, a
 * digest of the operation keeps it unlike any other.
 */
export function nameConstant(method: string, path: string): string {
  const words = path.replace(/^\/api(?=\/)/u, "").match(/[A-Za-z0-9]+/gu) ?? [];
  const name = method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const isLossless = words.length > 0 && /^[\w/-]*$/u.test(path);
  return isLossless ? name : addDigest(name, method, path);
}

/**
 * Names constants for all operations. Of those whose names would be equal (`get-user`, `get_user`) the one with most
 * hyphens keeps the plain one, as the vendor spells most of them, and the others get their digest.
 *
 * @param kept names that operations have had before, by `"GET /path"`
 */
export function nameConstants<Operation extends { method: string; path: string }>(
  operations: readonly Operation[],
  kept?: KeptNames,
): Map<Operation, string> {
  return giveNames(operations, {
    name: ({ method, path }) => nameConstant(method, path),
    isPlain: () => true,
    addDigest: (name, { method, path }) => addDigest(name, method, path),
    kept,
  });
}

function addDigest(name: string, method: string, path: string): string {
  const digest = createHash("sha256").update(`${method.toUpperCase()} ${path}`).digest("hex");
  return `${name}_${digest.slice(0, 8)}`;
}
