import { createReadStream } from "node:fs";
import { buffer } from "node:stream/consumers";
import { SpecError } from "../spec-error.ts";
import { type JsonValue, parseJson } from "@just-one/document";

/** A JSON file with its raw text, for whoever needs a digest or a place in it. */
export interface JsonFile {
  path: string;
  text: string;
  value: JsonValue;
}

/** The vendor's whole document has 1.3 MB; the limit leaves room for ten times the operations and more. */
export const maxBytes: number = 64 * 1024 * 1024;

/**
 * Reads a file as strict JSON: UTF-8, a byte order mark allowed, at most 64 MiB.
 *
 * @throws SpecError when the file is missing, unreadable, too large, not UTF-8 or not JSON.
 */
export async function readJsonFile(path: string): Promise<JsonFile> {
  const text = await readText(path);
  return { path, text, value: parseJson(text, path) };
}

/** Reads a file as text in the same way. */
export async function readText(path: string): Promise<string> {
  return decodeText(await readBytes(path), path);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    // One byte past the limit at most, because devices and pipes tell no size.
    const bytes = await buffer(createReadStream(path, { end: maxBytes }));
    if (bytes.byteLength <= maxBytes) return bytes;
  } catch (error) {
    throw new SpecError(`${path}: ${explainFileError(error)}`);
  }
  throw new SpecError(`${path}: more than the ${maxBytes} bytes allowed`);
}

function explainFileError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  if (code === "ENOENT") return "no such file; check the path";
  if (code === "EISDIR") return "is a folder; name a file";
  if (code === "EACCES" || code === "EPERM") return "not readable; check its permissions";
  return `cannot be read (${code})`;
}

/** Decodes bytes as UTF-8 and drops a byte order mark. */
export function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SpecError(`${file}: not UTF-8 text`);
  }
}
