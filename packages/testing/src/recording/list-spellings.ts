/** No vendor's token is that short; a test's may be, and would be found in every word. */
const minLength = 8;

/** Lists the spellings in which a reply may repeat a token, longest first; none for a token that is no secret. */
export function listSpellings(token: string): readonly string[] {
  if (token.length < minLength) return [];
  const encoded = [
    encodeURIComponent(token),
    encodeURI(token),
    new URLSearchParams({ "": token }).toString().slice(1),
    JSON.stringify(token).slice(1, -1),
    Buffer.from(token).toString("base64"),
    Buffer.from(token).toString("base64url"),
  ];
  const smallHex = encoded.map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()));
  return [...new Set([token, ...encoded, ...smallHex])].toSorted((a, b) => b.length - a.length);
}
