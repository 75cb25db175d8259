/** Reads one member of a plain form; throws where it cannot do without and what is there will not do. */
export type Read<T> = (value: unknown) => T;

/** How each member of `T` is read: a member that `T` gains is a type error until somebody says how. */
export type Readers<T> = { readonly [K in keyof T]-?: Read<{} extends Pick<T, K> ? T[K] | undefined : T[K]> };

/** Reads the members that there are readers for, and no others; what cannot be read is absent. */
export function readMembers<T extends object>(source: unknown, readers: Readers<T>): T {
  if (typeof source !== "object" || source === null) return refuse("an object");
  const members = Object.entries<Read<unknown>>(readers).map(([name, read]) => [name, read(readOwn(source, name))]);
  // Safe: the readers are those of `T`, and refuse where it has to have a member.
  return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as T;
}

/** The same for a member that is such an object. */
export function asObject<T extends object>(readers: Readers<T>): Read<T> {
  return (value) => readMembers(value, readers);
}

/** Reads a list, the first thousand items of it. */
export function asList<T>(read: Read<T>): Read<T[]> {
  return (value) => {
    if (!Array.isArray(value)) return refuse("a list");
    return Array.from({ length: Math.min(value.length, 1000) }, (_, at) => read(readOwn(value, String(at))));
  };
}

/** Reads one of some words. */
export function asOneOf<const T extends string>(...words: readonly T[]): Read<T> {
  return (value) => words.find((word) => word === value) ?? refuse(words.join(" or "));
}

/** Refuses what may be absent elsewhere. */
export function must<T>(read: Read<T | undefined>): Read<T> {
  return (value) => read(value) ?? refuse("something else");
}

/** A text, up to 10,000 characters of it, without what stands in it as a token. */
export function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value.slice(0, 10_000).replace(namedToken, "$1[token]") : undefined;
}

// As in a URL, also in one within a URL, and as in JSON.
const namedToken = /((?<![\p{L}_-])token(?:=|%(?:25)*3D|\\?["']\s*:\s*\\?["']))[^&#\s"'\\]+/giu;

/** Texts by names, a hundred of them. */
export function readTexts(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const names = Object.keys(value).slice(0, 100);
  return Object.fromEntries(names.map((name) => [name, readText(readOwn(value, name)) ?? ""]));
}

/** JSON has no word for a number that is none, and writes `null`. */
export function readNumber(value: unknown): number | undefined {
  return typeof value === "number" ? value : value === null ? Number.NaN : undefined;
}

export function readTrue(value: unknown): true | undefined {
  return value === true ? value : undefined;
}

/** A date, or what JSON makes of one. */
export function readDate(value: unknown): Date | undefined {
  const isDate = Object.prototype.toString.call(value) === "[object Date]";
  if (!isDate && typeof value !== "string") return undefined;
  const date = new Date(Number(isDate ? value : Date.parse(String(value))));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A single value, of which nobody knows what it is. */
export function readScalar(value: unknown): unknown {
  if (typeof value === "string") return readText(value);
  return value === null || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

/** What a getter gives, or a prototype, came on no wire. */
function readOwn(source: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(source, name)?.value;
}

function refuse(expected: string): never {
  throw new TypeError(expected);
}
