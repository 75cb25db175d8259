import { inspect } from "node:util";
import { serialize } from "node:v8";

/** Every spelling in which a text may turn up in a URL, a form, a log or JSON. */
export function listSpellings(secret: string): readonly string[] {
  const encoded = [
    encodeURIComponent(secret),
    new URL(`http://host/?${encodeURIComponent(secret)}`).search.slice(1),
    new URLSearchParams({ "": secret }).toString().slice(1),
    encodeURI(secret),
  ];
  const lowerCase = encoded.map((text) => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()));
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...lowerCase])];
}

/** Looks for a text in a value and in every way to print, copy or walk it; returns where it was found. */
export function findSecret(value: unknown, secret: string): readonly string[] {
  const spellings = listSpellings(secret);
  const hides = (text: string): boolean => spellings.some((spelling) => text.includes(spelling));
  return [...listTexts(value)].filter(([, text]) => hides(text)).map(([where]) => where);
}

function* listTexts(value: unknown): Generator<readonly [where: string, text: string]> {
  yield ["String()", attempt(() => String(value))];
  yield ["JSON.stringify", attempt(() => JSON.stringify(value))];
  yield [
    "inspect",
    attempt(() => inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null })),
  ];
  yield ["structuredClone", attempt(() => inspect(structuredClone(value), { depth: Infinity, showHidden: true }))];
  const copied = attempt(() => serialize(value));
  if (typeof copied !== "string") {
    for (const encoding of ["latin1", "utf8", "utf16le"] as const)
      yield [`serialize ${encoding}`, copied.toString(encoding)];
  }
  yield* walk(value, "value", new Set());
}

/** Own and inherited members, symbols and hidden ones too, with the causes of errors among them. */
function* walk(value: unknown, where: string, seen: Set<unknown>): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [where, value];
  if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
  seen.add(value);
  for (let holder: unknown = value; holder !== null; holder = Object.getPrototypeOf(holder)) {
    for (const key of Reflect.ownKeys(Object(holder))) {
      yield [`${where} (name)`, String(key)];
      yield* walk(
        attempt(() => Reflect.get(Object(holder), key, value)),
        `${where}.${String(key)}`,
        seen,
      );
    }
  }
  if (value instanceof Map || value instanceof Set) yield* walk([...value], `${where}[]`, seen);
}

function attempt<T>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    return String(error);
  }
}
