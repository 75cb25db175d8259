/** Replaces the token, however its characters are spelled, in a text that a person or a log may see. */
export function redact(text: string, token: string): string {
  if (text.length < token.length) return text; // no spelling is shorter
  // Letters, digits and these three are spelled in one way only, and most tokens hold nothing else.
  return /^[\w.-]+$/.test(token) ? text.replaceAll(token, "[token]") : text.replace(spellEachWay(token), "[token]");
}

/** Each character as it is, or as JSON, HTML, a URL or a URL within a URL has it: it depends on who wrote the text. */
function spellEachWay(token: string): RegExp {
  const characters = Array.from(token, (character) => {
    const hex = toHex(character.codePointAt(0));
    const encoded = encodeURIComponent(character);
    const spellings = [
      String.raw`\\?\u{${hex}}`,
      // Bounded, as the zeros below are, so that a hostile text cannot make the search take long.
      (encoded === character ? `%${hex}` : encoded).replaceAll("%", "%(?:25){0,3}"),
      character.replaceAll(/./gs, (unit) => String.raw`\\u0{0,3}${toHex(unit.charCodeAt(0))}`), // without the flag u
      `&(?:#0{0,4}${character.codePointAt(0)}|#x0{0,4}${hex}|[a-z]{2,8});`, // whatever it is called
    ];
    return `(?:${spellings.join("|")})`;
  });
  return new RegExp(characters.join(""), "giu");
}

function toHex(code = 0): string {
  return code.toString(16);
}
