import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** A file as it shall be; `null` where it shall be gone. It has no mode: whatever is committed is a plain file. */
export interface HandedFile {
  readonly path: string;
  readonly text: string | null;
}

/**
 * What a job without rights hands to one with rights, as one file of JSON: no archive, so there are no links, modes and
 * paths but these words. Whoever reads it believes none of them.
 */
export interface HandOver {
  /** The commit that the files were made from. */
  readonly base: string;
  readonly tests: "passed" | "failed" | "none";
  /** Markdown for a pull request. */
  readonly summary: string;
  readonly files: readonly HandedFile[];
}

const maxBytes = 96 * 1024 * 1024;
/** GitHub takes 65,536 characters for the text of a pull request. */
const maxSummary = 60_000;
const keys = ["base", "files", "summary", "tests"];

/** Reads what was handed over. @throws Error that says what is wrong with its shape, without repeating it */
export async function readHandOver(file: string): Promise<HandOver> {
  // O_NOFOLLOW is unknown to Windows, where no publishing job runs.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > maxBytes) throw new Error("what was handed over is no file, or too large");
    return parseHandOver(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await handle.readFile()));
  } finally {
    await handle.close();
  }
}

/** The same of a text. */
export function parseHandOver(text: string): HandOver {
  const value = parseObject(text);
  if (value === undefined || !hasKeys(value, keys))
    throw new Error("what was handed over has other fields than agreed");
  const { base, tests, summary, files } = value;
  if (typeof base !== "string" || !/^[\da-f]{40}$/u.test(base)) throw new Error("the base is no commit");
  if (tests !== "passed" && tests !== "failed" && tests !== "none") throw new Error("the tests have no result");
  if (!isText(summary) || summary.length > maxSummary) throw new Error("the summary is no text, or too long");
  if (!Array.isArray(files) || !files.every(isFile)) throw new Error("a file has other fields than path and text");
  return { base, tests, summary, files };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hasKeys<K extends string>(value: object, names: readonly K[]): value is Record<K, unknown> {
  return Object.keys(value).toSorted().join() === names.toSorted().join();
}

function isFile(value: unknown): value is HandedFile {
  if (typeof value !== "object" || value === null || !hasKeys(value, ["path", "text"])) return false;
  return isText(value.path) && (value.text === null || isText(value.text));
}

/** Whole Unicode without the characters that no text file of this project has. */
function isText(value: unknown): value is string {
  // oxlint-disable-next-line no-control-regex -- exactly those are unwanted
  return typeof value === "string" && value.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/u.test(value);
}
