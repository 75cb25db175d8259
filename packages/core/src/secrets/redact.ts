/** Replaces the token, however its characters are spelled, in a text that a person or a log may see. */
export function redact(text: string, token: string): string {
  // Letters, digits and these three are spelled in one way only, and most tokens hold nothing else.
  return /^[\w.-]+$/.test(token) ? text.replaceAll(token, "[token]") : text.replace(spellEachWay(token), "[token]");
}

/** Each character as it is, as in JSON, or percent-encoded: which of them are depends on who wrote the URL or form. */
function spellEachWay(token: string): RegExp {
  const characters = Array.from(token, (character) => {
    const encoded = encodeURIComponent(character);
    const percent = encoded === character ? `%${character.charCodeAt(0).toString(16)}` : encoded;
    return `(?:${[character, JSON.stringify(character).slice(1, -1), percent].map(escapePattern).join("|")})`;
  });
  return new RegExp(characters.join(""), "giu");
}

function escapePattern(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
