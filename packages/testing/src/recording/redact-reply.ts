import { isObject } from "../document/open-api-document.ts";
import { isExactNumber } from "./exact-json.ts";

/** What stands where something was taken out. */
export const redacted = "[redacted]";

/** Keys, in small letters without separators, whose values may let somebody in or reach somebody. */
const secretKey =
  /(?:token|secret|passw(?:or)?d|cookies?|authorization|apikey|accesskey|privatekey|credentials?|sessionid|sessionkey|signature|ticket|phone|mobile|telephone|email)$/u;

/** Keys that end like the above and are cursors or ids, which a player must give back. */
const cursorKey = /(?:page|pagination|continuation|expansion|userurl|next|cursor)token$/u;

// Bounded, so that a reply of one endless word takes no longer than any other.
const signedParameter =
  /([?&][\w-]{0,64}(?:token|sign|secret|auth|ticket|session|key|credential)[\w-]{0,64})=[^&#\s"']+/giu;
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu;

/**
 * Takes the token, wherever its pattern finds it, out of a reply, and with it whatever else may let somebody in or reach
 * somebody. The kind of every value stays, so that types inferred from a recording are those of the reply.
 */
export function redactReply(value: unknown, token: RegExp | undefined, isSecret = false): unknown {
  if (Array.isArray(value)) return value.map((item) => redactReply(item, token, isSecret));
  if (typeof value === "string") return redactText(isSecret && value !== "" ? redacted : value, token);
  if (isExactNumber(value)) return isSecret ? 0 : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      removeToken(name, token),
      redactReply(item, token, isSecret || isSecretKey(name)),
    ]),
  );
}

function isSecretKey(key: string): boolean {
  const name = key.toLowerCase().replaceAll(/[^a-z0-9]/gu, "");
  return secretKey.test(name) && !cursorKey.test(name);
}

function redactText(text: string, token: RegExp | undefined): string {
  return removeToken(text, token).replaceAll(signedParameter, `$1=${redacted}`).replaceAll(emailAddress, redacted);
}

function removeToken(text: string, token: RegExp | undefined): string {
  return token === undefined ? text : text.replaceAll(token, redacted);
}
