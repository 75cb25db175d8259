import { createHash } from "node:crypto";
import type { OperationName } from "../infer/operation-name.ts";

/**
 * Names the file of an operation's example after method and path: `GET /api/douyin/get-user/v1` becomes
 * `douyin.get-user.v1.json`. Nothing but letters, digits, `-`, `_` and `.` can get in; what that loses, a digest makes up for.
 */
export function nameExampleFile({ method, path }: OperationName): string {
  const told = path.replace(/^\/api(?=\/)/u, "").slice(1);
  const isPlain = /^[\w-]+(?:\/[\w-]+)*$/u.test(told) && told.length <= 150;
  const name = told.replaceAll("/", ".").replaceAll(/[^\w.-]+/gu, "-");
  const digest = createHash("sha256").update(`${method} ${path}`).digest("hex").slice(0, 8);
  const stem = isPlain ? name : `${name.replace(/^[.-]+/u, "").slice(0, 150)}-${digest}`;
  return `${method === "GET" ? "" : `${method.toLowerCase()}.`}${stem}.json`;
}
