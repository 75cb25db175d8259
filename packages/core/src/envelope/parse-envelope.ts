import { parseJson } from "./parse-json.ts";

/** The vendor's reply, judged only by its `code`. */
export interface Envelope {
  readonly code: number;
  /** `null` when the vendor sent none. */
  readonly data: unknown;
  readonly message?: string;
  readonly recordTime?: string;
  readonly requestId?: string;
}

/** Reads a body as the vendor's envelope, or says why it is none. */
export function parseEnvelope(text: string): Envelope | "not-json" | "no-envelope" {
  let reply: unknown;
  try {
    reply = parseJson(text);
  } catch {
    return "not-json"; // the parser's own message quotes the body
  }
  if (typeof reply !== "object" || reply === null || Array.isArray(reply)) return "no-envelope";
  // Safe: an object that came out of the JSON parser has only own, string-keyed members.
  const members = reply as Readonly<Record<string, unknown>>;
  const code = parseCode(members["code"]);
  if (code === undefined) return "no-envelope";
  const envelope: { -readonly [K in keyof Envelope]: Envelope[K] } = { code, data: members["data"] ?? null };
  for (const name of words) {
    const word = members[name];
    if (typeof word === "string") envelope[name] = word;
  }
  return envelope;
}

const words = ["message", "recordTime", "requestId"] as const;

// The vendor sends a number; a string of digits is accepted, since some gateways turn one into the other.
function parseCode(code: unknown): number | undefined {
  const number = typeof code === "string" && /^-?\d{1,9}$/.test(code) ? Number(code) : code;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}
