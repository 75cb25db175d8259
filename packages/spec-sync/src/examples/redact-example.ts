import { isSecretKey, redactCredentials } from "@just-one/secrets/redact-credentials";
import { type ExactValue, isExactObject } from "../infer/exact-json.ts";

/** What stands where something was taken out. */
export const redacted = "[redacted]";

/**
 * Takes out of a reply what may let somebody in or reach somebody: values under telling keys, signatures in links, and
 * mail addresses. The kind of every value stays, so that types inferred from the copy are those of the reply.
 */
export function redactExample(value: ExactValue, key = ""): ExactValue {
  if (Array.isArray(value)) return value.map((item) => redactExample(item, key));
  if (isExactObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactExample(item, name)]));
  }
  if (typeof value === "string")
    return isSecretKey(key) && value !== "" ? redacted : redactCredentials(value, redacted);
  return (typeof value === "number" || typeof value === "bigint") && isSecretKey(key) ? 0 : value;
}
