import { createHash } from "node:crypto";
import type { OperationName } from "./operation-name.ts";

/**
 * Names the type of an operation's `data` from method and path only, since titles and operationIds change under our
 * feet: `GET /api/douyin/get-user/v1` becomes `DouyinUserV1Data`. Where characters get lost that a name cannot hold, a
 * digest keeps it unlike any other.
 */
export function nameDataType({ method, path }: OperationName): string {
  // "get" says what the call does; what comes back is the thing itself.
  const told = path.replace(/^\/api(?=\/)/u, "").replace(/\/get[-_](?=[^/]+(?:\/v\d+)?$)/u, "/");
  const verb = method === "GET" ? [] : [method.toLowerCase()];
  const words = [...verb, ...(told.match(/[A-Za-z0-9]+/gu) ?? [])];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const isReadable = /^[\w/-]+$/u.test(path) && /^[A-Za-z]/u.test(name) && name.length <= 120;
  return isReadable ? `${name}Data` : addDigest(name, { method, path });
}

/** Names the types of all operations; those whose names would be equal all get their digest. */
export function nameDataTypes(operations: readonly OperationName[]): string[] {
  const counts = new Map<string, number>();
  for (const name of operations.map(nameDataType)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return operations.map((operation) => {
    const name = nameDataType(operation);
    return counts.get(name) === 1 ? name : addDigest(name.replace(/Data$/u, ""), operation);
  });
}

function addDigest(name: string, { method, path }: OperationName): string {
  const digest = createHash("sha256").update(`${method} ${path}`).digest("hex").slice(0, 8);
  return `${/^[A-Za-z]/u.test(name) ? "" : "Operation"}${name.slice(0, 100)}_${digest}Data`;
}
