import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isObject } from "../is-object.ts";
import type { DescribedCall } from "./describe-call.ts";
import { parseExactJson } from "./exact-json.ts";

/** A recorded reply, one a file; `spec infer` reads the same files. */
export interface Recording {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** The call's parameters; absent in an example that stands for every call of its operation. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** @default 200 */
  readonly httpStatus?: number;
  /** The whole envelope, its numbers as `parseExactJson` keeps them. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** The largest real reply has 320 kB. */
export const maxReplyBytes: number = 16 * 1024 * 1024;

/** Reads a recording. @throws Error naming the file that is none */
export async function readRecording(file: string): Promise<Recording> {
  const text = await readFile(file, "utf8");
  const { operation, params, httpStatus, example } = parse(text);
  if (typeof operation !== "string" || !isObject(example)) {
    throw new Error(`${file}: no recorded reply; expected {"operation": "METHOD /path", "example": {…}}`);
  }
  const status = httpStatus === undefined ? 200 : Number(JSON.stringify(httpStatus));
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new Error(`${file}: "httpStatus" must be 200 to 599`);
  }
  return { operation, ...(isObject(params) && { params }), httpStatus: status, example };
}

/** Names the file of a call's recording. Nothing but letters, digits, `-`, `_` and `.` can get into it. */
export function nameRecording({ operation, params }: Pick<DescribedCall, "operation" | "params">): string {
  const told = operation
    .replace(/^GET /u, "")
    .replace(/^\/api\//u, "")
    .replaceAll(/[^\w-]+/gu, ".")
    .replace(/^\.+/u, "")
    .slice(0, 120);
  const digest = createHash("sha256").update(canonicalize({ operation, params })).digest("hex").slice(0, 8);
  return `${told || "root"}.${digest}.json`;
}

/** The same text for the same call, in whatever order its parameters came. */
export function canonicalize({ operation, params }: Pick<DescribedCall, "operation" | "params">): string {
  return JSON.stringify([operation, Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function parse(text: string): Record<string, unknown> {
  try {
    const value = parseExactJson(text);
    return isObject(value) ? value : {};
  } catch {
    return {}; // no JSON, or nested too deep: no recording either way
  }
}
