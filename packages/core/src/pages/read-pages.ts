import type { CallOptions } from "../call-options.ts";
import { callShape } from "../call/call-shape.ts";
import { copyPlain } from "../copy-plain.ts";
import type { Meta } from "../meta.ts";
import { checkOptions } from "../options/check-options.ts";
import { readOptions } from "../options/read-options.ts";
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
  /** The parameters of the next page, to go on from here another time; there wherever there may be one. */
  readonly next?: P;
  /**
   * Why there is no `next`. `last`: the vendor says so, or there is nothing more to ask for. `stuck`: the vendor says that
   * there is more, but names no page, or one that was there before, or its reply is not as it was reviewed: **the list is
   * probably not whole**.
   */
  readonly end?: PagesEnd;
}

/** Why pages end. */
export type PagesEnd = "last" | "stuck";

export interface PageSource<P> {
  readonly pager: Pager;
  readonly first: P;
  readonly options: PagesOptions;
  call(parameters: P, options: CallOptions): Promise<Success<unknown>>;
}

/**
 * Yields page after page until the vendor says that it was the last, names no other page, or `maxCalls` is used. An empty
 * page is not the end while there is a way on. What a page's call throws comes after the pages before, whose `next` is the
 * page that failed.
 */
export async function* readPages<P extends object>(source: PageSource<P>): AsyncGenerator<Page<unknown, P>, void> {
  // Copied: the caller has its own, and each page's `next`, in hand while the pages go on.
  const { maxCalls, ...options } = checkOptions(source.options, { ...callShape, maxCalls: 1 });
  // Callers without types may leave it out.
  readOptions("", { maxCalls: maxCalls ?? Number.NaN }, { maxCalls: 1 });
  const seen = new Set<string>();
  let parameters: P | undefined = copyPlain(source.first);
  for (let calls = 0; calls < maxCalls && parameters !== undefined; calls += 1) {
    const { data, meta }: Success<unknown> = await source.call(parameters, options);
    const found: P | PagesEnd = findNext(source.pager, parameters, data, seen);
    parameters = typeof found === "string" ? undefined : copyPlain(found);
    yield { data, meta, ...(typeof found === "string" ? { end: found } : { next: found }) };
  }
}

/** The parameters of the next page, or why there is none. */
export function findNext<P extends object>(
  pager: Pager,
  parameters: P,
  data: unknown,
  seen: Set<string>,
): P | PagesEnd {
  const more = pager.more === undefined ? undefined : readFlag(readAt(data, pager.more));
  if (more === false) return "last";
  const current: unknown = readAt(parameters, [pager.input]);
  seen.add(String(current));
  const value = "at" in pager.next ? toCursor(readAt(data, pager.next.at)) : count(current, pager.next.countFrom);
  const items = readAt(data, pager.items);
  // Neither its items nor its flag are where a person saw them: nobody knows then whether there is more.
  const isStuck = more ?? !Array.isArray(items);
  if (value === undefined || (typeof value === "string" && seen.has(value))) return isStuck ? "stuck" : "last";
  // A number can always be counted on; without the vendor's word an empty page is the only end there is.
  if ("countFrom" in pager.next && more === undefined && !(Array.isArray(items) && items.length > 0)) {
    return isStuck ? "stuck" : "last";
  }
  return { ...parameters, [pager.input]: value };
}

function count(current: unknown, first: number): number | string {
  const next = (current === undefined ? first : Number(current)) + 1;
  return typeof current === "string" ? String(next) : next;
}

/** A cursor as a parameter: text. An empty or missing one names no page, and 0 is where every list begins. */
function toCursor(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  return typeof text === "string" && !/^\s*0*\s*$/.test(text) ? text : undefined;
}

/** Flags come as booleans, numbers and texts; `undefined` for what is none. */
function readFlag(flag: unknown): boolean | undefined {
  const text = String(flag).trim().toLowerCase();
  if (text === "true" || text === "1") return true;
  return text === "false" || text === "0" ? false : undefined;
}

function readAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name]; // safe: hasOwn has just shown it
  }
  return here;
}
