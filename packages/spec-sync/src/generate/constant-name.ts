import { createHash } from "node:crypto";

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

/** Names constants for all operations; those whose names would be equal all get their digest. */
export function nameConstants(operations: readonly { method: string; path: string }[]): Map<object, string> {
  const counts = new Map<string, number>();
  for (const { method, path } of operations) {
    const name = nameConstant(method, path);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map(
    operations.map((operation) => {
      const name = nameConstant(operation.method, operation.path);
      return [operation, counts.get(name) === 1 ? name : addDigest(name, operation.method, operation.path)];
    }),
  );
}

function addDigest(name: string, method: string, path: string): string {
  const digest = createHash("sha256").update(`${method.toUpperCase()} ${path}`).digest("hex");
  return `${name}_${digest.slice(0, 8)}`;
}
