import { digest } from "./digest.ts";
import { giveNames, type KeptNames } from "./give-names.ts";

/**
 * Names what an operation's replies and parameters are made of from method and path only, since titles, operationIds
 * and components change under our feet: `GET /api/douyin/get-user/v1` becomes `DouyinUserV1`.
 */
export function nameType(method: string, path: string): { name: string; isLossless: boolean } {
  // "get" says what the call does; what comes back is the thing itself.
  const told = path.replace(/^\/api(?=\/)/u, "").replace(/\/get[-_](?=[^/]+(?:\/v\d+)?$)/u, "/");
  const verb = method === "GET" ? [] : [method.toLowerCase()];
  const name = toPascalCase([...verb, told].join(" "));
  return { name, isLossless: /^[\w/-]+$/u.test(path) && /^[A-Za-z]/u.test(name) && name.length <= 120 };
}

/** Writes words as one: `play_mid` becomes `PlayMid`. */
export function toPascalCase(text: string): string {
  const words = text.match(/[A-Za-z0-9]+/gu) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/**
 * Names the types of all operations. Of those whose names would be equal the one with most hyphens keeps the plain one,
 * as the vendor spells most of them: another one beside it takes nothing away.
 *
 * @param kept names that operations have had before, by `"GET /path"`
 */
export function nameTypes<Operation extends { method: string; path: string }>(
  operations: readonly Operation[],
  kept?: KeptNames,
): Map<Operation, string> {
  return giveNames(operations, {
    name: ({ method, path }) => nameType(method, path).name,
    isPlain: ({ method, path }) => nameType(method, path).isLossless,
    addDigest,
    kept,
  });
}

function addDigest(name: string, { method, path }: { method: string; path: string }): string {
  const told = `${/^[A-Za-z]/u.test(name) ? "" : "Operation"}${name.slice(0, 100)}`;
  return `${told}_${digest(`${method} ${path}`).slice(0, 8)}`;
}
