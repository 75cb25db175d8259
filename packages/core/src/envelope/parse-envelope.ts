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
  return {
    code,
    data: members["data"] ?? null,
    ...optionalString("message", members["message"]),
    ...optionalString("recordTime", members["recordTime"]),
    ...optionalString("requestId", members["requestId"]),
  };
}

// The vendor sends a number; a string of digits is accepted, since some gateways turn one into the other.
function parseCode(code: unknown): number | undefined {
  if (typeof code === "number") return Number.isSafeInteger(code) ? code : undefined;
  if (typeof code === "string" && /^-?\d{1,9}$/.test(code)) return Number(code);
  return undefined;
}

function optionalString<K extends string>(name: K, value: unknown): { readonly [P in K]?: string } {
  // Safe: the object holds exactly the one optional member that the type names.
  return (typeof value === "string" ? { [name]: value } : {}) as { readonly [P in K]?: string };
}
