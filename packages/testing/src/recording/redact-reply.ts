import { isSecretKey, redactCredentials } from "@just-one/secrets/redact-credentials";
import { isObject } from "../is-object.ts";
import { isExactNumber } from "./exact-json.ts";

/** What stands where something was taken out. */
export const redacted = "[redacted]";

/**
 * Takes the token, by what knows how, out of a reply, and with it whatever else may let somebody in or reach somebody.
 * The kind of every value stays, so that types inferred from a recording are those of the reply.
 */
export function redactReply(value: unknown, redactToken: (text: string) => string, isSecret = false): unknown {
  if (Array.isArray(value)) return value.map((item) => redactReply(item, redactToken, isSecret));
  if (typeof value === "string") {
    return redactCredentials(redactToken(isSecret && value !== "" ? redacted : value), redacted);
  }
  if (isExactNumber(value)) return isSecret ? 0 : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      redactToken(name),
      redactReply(item, redactToken, isSecret || isSecretKey(name)),
    ]),
  );
}
