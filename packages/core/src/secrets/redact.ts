/** Replaces the token, however its characters are spelled, in a text that a person or a log may see. */
export function redact(text: string, token: string): string {
  // Letters, digits and these three are spelled in one way only, and most tokens hold nothing else.
  return /^[\w.-]+$/.test(token) ? text.replaceAll(token, "[token]") : text.replace(spellEachWay(token), "[token]");
}

/** Each character as it is, or as JSON, HTML, a URL or a URL within a URL has it: it depends on who wrote the text. */
function spellEachWay(token: string): RegExp {
  const characters = Array.from(token, (character) => {
    const encoded = encodeURIComponent(character);
    const percent = encoded === character ? `%${character.charCodeAt(0).toString(16)}` : encoded;
    const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
    const spellings = [
      escapePattern(character),
      escapePattern(character === "/" ? String.raw`\/` : JSON.stringify(character).slice(1, -1)),
      // Bounded, so that a hostile text cannot make the search take long.
      percent.replaceAll("%", "%(?:25){0,3}"),
      units.map((unit) => String.raw`\\u${unit.toString(16).padStart(4, "0")}`).join(""),
      `&(?:${listEntities(character).join("|")});`,
    ];
    return `(?:${spellings.join("|")})`;
  });
  return new RegExp(characters.join(""), "giu");
}

function listEntities(character: string): string[] {
  const codePoint = character.codePointAt(0) ?? 0;
  const name = entityNames[character];
  return [`#0{0,4}${codePoint}`, `#x0{0,4}${codePoint.toString(16)}`, ...(name === undefined ? [] : [name])];
}

const entityNames: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

function escapePattern(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
