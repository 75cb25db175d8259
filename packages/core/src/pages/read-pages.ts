import type { CallOptions } from "../call-options.ts";
import { checkNumbers } from "../check-numbers.ts";
import { copyPlain } from "../copy-plain.ts";
import type { Meta } from "../meta.ts";
import { omitUndefined } from "../omit-undefined.ts";
import type { Success } from "../result.ts";
import type { Pager } from "./pagers.ts";

/** How pages are read, and how many. */
export interface PagesOptions extends CallOptions {
  /** Pages at most. Required, because every page is a billed call. */
  readonly maxCalls: number;
}

/** One page. */
export interface Page<T, P> {
  /** The page's `data`, as the vendor sent it. */
  readonly data: T;
  /** What is known about the call that fetched it. */
  readonly meta: Meta;
  /** The parameters of the next page, to go on from here another time; absent on the last one. */
  readonly next?: P;
}

export interface PageSource<P> {
  readonly pager: Pager;
  readonly first: P;
  readonly options: PagesOptions;
  call(parameters: P, options: PagesOptions): Promise<Success<unknown>>;
}

/** Yields page after page until the vendor says it was the last, one is empty, a cursor repeats or `maxCalls` is used. */
export async function* readPages<P extends object>(source: PageSource<P>): AsyncGenerator<Page<unknown, P>, void> {
  // Copied: the caller has its own, and each page's `next`, in hand while the pages go on.
  const options = { ...source.options };
  // Callers without types may leave it out.
  checkNumbers("", { maxCalls: options.maxCalls ?? Number.NaN }, { maxCalls: 1 });
  const seen = new Set<string>();
  let parameters: P | undefined = copyPlain(source.first, parameterLevels);
  for (let calls = 0; calls < options.maxCalls && parameters !== undefined; calls += 1) {
    const { data, meta }: Success<unknown> = await source.call(parameters, options);
    const next: P | undefined = findNext(source.pager, parameters, data, seen);
    const own: P | undefined = copyPlain(next, parameterLevels);
    yield { data, meta, ...omitUndefined({ next }) };
    parameters = own;
  }
}

/** An object may hold itself. */
const parameterLevels = 20;

function findNext<P extends object>(pager: Pager, parameters: P, data: unknown, seen: Set<string>): P | undefined {
  const items = readAt(data, pager.items);
  if (!Array.isArray(items) || items.length === 0) return undefined;
  if (pager.more !== undefined && isNo(readAt(data, pager.more))) return undefined;
  const current: unknown = readAt(parameters, [pager.input]);
  seen.add(String(current));
  const value = "at" in pager.next ? toCursor(readAt(data, pager.next.at)) : count(current, pager.next.countFrom);
  if (value === undefined || seen.has(String(value))) return undefined;
  return { ...parameters, [pager.input]: value };
}

function count(current: unknown, first: number): number | string {
  const next = (current === undefined ? first : Number(current)) + 1;
  return typeof current === "string" ? String(next) : next;
}

/** A cursor as a parameter: text. Empty and missing ones end the pages. */
function toCursor(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

// Flags come as false, 0, "0" or "false".
function isNo(flag: unknown): boolean {
  return flag === false || flag === 0 || flag === "0" || flag === "false";
}

function readAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name]; // safe: hasOwn has just shown it
  }
  return here;
}
