/** Keys, in small letters without separators, whose values may let somebody in or reach somebody. */
const secretKey =
  /(?:token|secret|passw(?:or)?d|cookies?|authorization|apikey|accesskey|privatekey|credentials?|sessionid|sessionkey|signature|ticket|phone|mobile|telephone|email)$/u;

/** Keys that end like the above and are cursors or ids, which whoever reads or plays a reply needs. */
const cursorKey = /(?:page|pagination|continuation|expansion|userurl|next|cursor)token$/u;

/** Tells whether what stands under a key may let somebody in or reach somebody. */
export function isSecretKey(key: string): boolean {
  const name = key.toLowerCase().replaceAll(/[^a-z0-9]/gu, "");
  return secretKey.test(name) && !cursorKey.test(name);
}

// Names and parts are bounded, so that a reply of one endless word takes no longer than any other.
const queryParameter = /([?&])([\w-]{1,64})=[^&#\s"'\\]+/gu;
const signedName = /token|sign|sig$|secret|auth|ticket|session|key|credential/iu;
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu;

/** Puts a mark in place of signatures in links, and of mail addresses, whoever issued them. */
export function redactCredentials(text: string, mark: string): string {
  return text
    .replaceAll(queryParameter, (whole: string, start: string, name: string) =>
      signedName.test(name) ? `${start}${name}=${mark}` : whole,
    )
    .replaceAll(emailAddress, mark);
}
