import { type ExactValue, isExactObject } from "../infer/exact-json.ts";

/** What stands where something was taken out. */
export const redacted = "[redacted]";

/** Keys, without separators and in small letters, whose values may let somebody in or reach somebody. */
const secretKey =
  /(?:token|secret|passw(?:or)?d|cookies?|authorization|apikey|accesskey|privatekey|credentials?|sessionid|sessionkey|signature|ticket|phone|mobile|telephone|email)$/u;

/** Keys that end like the above and are cursors or ids, which readers of the example need to see. */
const cursorKey = /(?:page|pagination|continuation|expansion|userurl|next|cursor)token$/u;

// Names and parts are bounded, so that a reply of one endless word takes no longer than any other.
const queryParameter = /([?&])([\w-]{1,64})=[^&#\s"'\\]+/gu;
const signedName = /token|sign|sig$|secret|auth|ticket|session|key|credential/iu;
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu;

/**
 * Takes out of a reply what may let somebody in or reach somebody: values under telling keys, signatures in links, and
 * mail addresses. The kind of every value stays, so that types inferred from the copy are those of the reply.
 */
export function redactExample(value: ExactValue, key = ""): ExactValue {
  if (Array.isArray(value)) return value.map((item) => redactExample(item, key));
  if (isExactObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactExample(item, name)]));
  }
  if (typeof value === "string") return isSecretKey(key) && value !== "" ? redacted : redactText(value);
  return (typeof value === "number" || typeof value === "bigint") && isSecretKey(key) ? 0 : value;
}

function isSecretKey(key: string): boolean {
  const name = key.toLowerCase().replaceAll(/[^a-z0-9]/gu, "");
  return secretKey.test(name) && !cursorKey.test(name);
}

function redactText(text: string): string {
  return text
    .replaceAll(queryParameter, (whole: string, start: string, name: string) =>
      signedName.test(name) ? `${start}${name}=${redacted}` : whole,
    )
    .replaceAll(emailAddress, redacted);
}
