import type { IncomingMessage } from "node:http";
import { collectValues } from "./collect-values.ts";

const maxBodyBytes = 10 * 1024 * 1024;

/** A request, read to its end. */
export interface ReadRequest {
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** The path as it came. */
  readonly encodedPath: string;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
  /** Absent when none came. JSON is not parsed yet. */
  readonly body?: string;
  /** The fields of a form body; empty when the body is none. */
  readonly form: Record<string, string | string[]>;
}

/** Reads a request to its end; `undefined` when its body is too large for a mock. */
export async function readRequest(incoming: IncomingMessage): Promise<ReadRequest | undefined> {
  const body = await readBody(incoming);
  if (body === undefined) return undefined;
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://mock.invalid");
  // A media type has no letter case.
  const contentType = incoming.headers["content-type"]?.replace(/^[^;]*/, (type) => type.toLowerCase());
  const isForm = contentType?.startsWith("application/x-www-form-urlencoded") === true;
  const headers = { ...incoming.headers, ...(contentType === undefined ? {} : { "content-type": contentType }) };
  return {
    method: incoming.method ?? "GET",
    path: decodePath(pathname),
    encodedPath: pathname,
    query: collectValues(searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(body !== "" && { body }),
    form: isForm ? collectValues(new URLSearchParams(body)) : {},
  };
}

/** The path as a document writes it; what is encoded wrongly stays as it came. */
function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Safe: a stream without an encoding yields buffers.
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
