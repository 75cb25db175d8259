import { type ExactObject, type ExactValue, isExactObject, parseExactJson } from "../infer/exact-json.ts";

/** An example as the vendor publishes it. */
export interface PublishedExample {
  /** When the vendor checked it last, in its own spelling; absent when it does not say. */
  checkedAt?: string;
  /** False when it was really captured, true when it was made up; absent when the vendor does not say. */
  synthetic?: boolean;
  /** The whole reply: code, data, … */
  envelope: ExactObject;
}

/** What the vendor's answer turned out to be. */
export type VendorReply =
  | { kind: "example"; example: PublishedExample }
  | { kind: "none" }
  | { kind: "problem"; reason: string; isRetryable: boolean };

/** Business codes after which the same request may succeed. */
const retryableCodes: ReadonlySet<unknown> = new Set([301, 302, 500, 503]);

/** Reads `{ code, data: { api, checkedAt, synthetic, example }, message }`, trusting none of it. */
export function parseVendorReply(text: string): VendorReply {
  const reply = parse(text);
  if (!isExactObject(reply)) return { kind: "problem", reason: "the answer is not a JSON object", isRetryable: true };
  const { code, data } = reply;
  if (code !== 0 && code !== "0") {
    const reason = typeof code === "number" ? `the answer has code ${code}` : "the answer has no code";
    return { kind: "problem", reason, isRetryable: retryableCodes.has(code) };
  }
  if (!isExactObject(data)) return { kind: "none" };
  const { checkedAt, synthetic, example } = data;
  if (example === undefined || example === null || example === "") return { kind: "none" };
  const envelope = typeof example === "string" ? parse(example) : example;
  if (!isExactObject(envelope) || !Object.hasOwn(envelope, "data")) {
    return { kind: "problem", reason: "the example is not an envelope with data", isRetryable: false };
  }
  return {
    kind: "example",
    example: {
      ...(typeof checkedAt === "string" && checkedAt.length <= 64 && { checkedAt }),
      ...(typeof synthetic === "boolean" && { synthetic }),
      envelope,
    },
  };
}

function parse(text: string): ExactValue | undefined {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}
