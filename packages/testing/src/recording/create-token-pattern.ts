/** No vendor's token is that short; a test's may be, and would be found in every word. */
const minLength = 8;

/**
 * Makes what finds a token in a reply, however its characters are spelled there: as core's errors and events know it, and
 * in base64. Undefined for a token that is no secret.
 */
export function createTokenPattern(token: string): RegExp | undefined {
  if (token.length < minLength) return undefined;
  const encoded = [Buffer.from(token).toString("base64"), Buffer.from(token).toString("base64url")];
  // Letters, digits and these three are spelled in one way only, and most tokens hold nothing else.
  const isPlain = /^[\w.-]+$/.test(token);
  const spellings = [isPlain ? escapePattern(token) : spellEachWay(token), ...encoded.map(escapePattern)];
  return new RegExp(spellings.join("|"), isPlain ? "gu" : "giu");
}

/** Each character as it is, or as JSON, HTML, a URL, a form or a URL within a URL has it. */
function spellEachWay(token: string): string {
  return Array.from(token, (character) => {
    const spellings = [
      escapePattern(character),
      escapePattern(character === "/" ? String.raw`\/` : JSON.stringify(character).slice(1, -1)),
      spellInUrl(character),
      spellInJson(character),
      spellInHtml(character),
      ...(character === " " ? [String.raw`\+`] : []),
    ];
    return `(?:${spellings.join("|")})`;
  }).join("");
}

function spellInUrl(character: string): string {
  const encoded = encodeURIComponent(character);
  const percent = encoded === character ? `%${character.charCodeAt(0).toString(16)}` : encoded;
  // Bounded, so that a hostile reply cannot make the search take long.
  return percent.replaceAll("%", "%(?:25){0,3}");
}

function spellInJson(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => String.raw`\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

function spellInHtml(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const name = entityNames[character];
  const entities = [`#0{0,4}${codePoint}`, `#x0{0,4}${codePoint.toString(16)}`, ...(name === undefined ? [] : [name])];
  return `&(?:${entities.join("|")});`;
}

const entityNames: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
