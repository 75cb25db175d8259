import { tellShape } from "./shape.ts";

/** What of a value is shown, and in words what is not. */
export interface Fitted {
  readonly data?: unknown;
  /** Instead of `data`, where even a few items of it are too much. */
  readonly shape?: string;
  /** Absent where it is whole. */
  readonly cut?: string;
}

/** The ladder: each step keeps fewer items of a list, and fewer characters of a text. */
const steps = [
  { items: 5, letters: 300 },
  { items: 3, letters: 200 },
  { items: 1, letters: 120 },
] as const;

const wayOut = "read_reply with select is free";

/** Measures what a value takes as JSON in UTF-8. */
export function measureJson(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? "null");
}

/** Makes a value fit, and says what was cut. */
export function fitValue(value: unknown, maxBytes: number): Fitted {
  if (measureJson({ data: value }) <= maxBytes) return { data: value };
  for (const step of steps) {
    const cuts = createCuts();
    const data = shorten(value, step, { path: "", cuts });
    const fitted = { data, cut: `${tellCuts(cuts)}; ${wayOut}` };
    if (measureJson(fitted) <= maxBytes) return fitted;
  }
  const shape = tellShape(value);
  const cut = `only its shape is shown (${measureJson(value)} bytes); ${wayOut}`;
  const room = maxBytes - measureJson({ shape: "", cut }) - 40;
  return { shape: shortenText(shape, room), cut: measureText(shape) > room ? `${cut}, the shape is cut, too` : cut };
}

interface Cuts {
  /** Of a list: how many there were. */
  readonly lists: Map<string, number>;
  texts: number;
}

function createCuts(): Cuts {
  return { lists: new Map(), texts: 0 };
}

interface Place {
  readonly path: string;
  readonly cuts: Cuts;
}

function shorten(value: unknown, step: (typeof steps)[number], { path, cuts }: Place): unknown {
  if (typeof value === "string") {
    if (value.length <= step.letters) return value;
    cuts.texts += 1;
    return `${value.slice(0, step.letters).toWellFormed()}…`;
  }
  if (Array.isArray(value)) {
    if (value.length > step.items) cuts.lists.set(path, Math.max(value.length, cuts.lists.get(path) ?? 0));
    return value.slice(0, step.items).map((item) => shorten(item, step, { path: `${path}[]`, cuts }));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, shorten(member, step, { path: addName(path, name), cuts })]),
  );
}

/**
 * Where a list stands, in words of ours: a name is told only where it can be nothing else, for names are chosen by whoever wrote the
 * reply. It stays short, whatever they are.
 */
function addName(path: string, name: string): string {
  if (path.length > 60) return path;
  const told = /^[\p{L}\p{N}_$-]{1,40}$/u.test(name) ? name : "…";
  return path === "" ? told : `${path}.${told}`;
}

/** `best_sellers: 5 of 50`; the first few lists are named. */
function tellCuts({ lists, texts }: Cuts): string {
  const named = [...lists]
    .slice(0, 4)
    .map(([path, length]) => `${path.slice(0, 60) || "the list"}: not all of ${length}`);
  const others = lists.size > named.length ? [`${lists.size - named.length} more lists`] : [];
  return [...named, ...others, ...(texts > 0 ? [`${texts} texts`] : [])].join(", ") + " cut";
}

function measureText(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}

/** Cuts a text so that its JSON takes no more than so many bytes. */
function shortenText(text: string, maxBytes: number): string {
  if (measureText(text) <= maxBytes) return text;
  let length = Math.max(0, Math.min(text.length, maxBytes));
  while (length > 0 && measureText(`${text.slice(0, length).toWellFormed()}…`) > maxBytes)
    length = Math.floor(length * 0.9);
  return `${text.slice(0, length).toWellFormed()}…`;
}
