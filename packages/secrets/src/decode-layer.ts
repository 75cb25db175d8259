/** A text without its outermost layer of encoding. */
export interface Decoded {
  readonly text: string;
  /**
   * Three numbers for each piece that was decoded, in order: where it stood, how long it was, how long it is now. A
   * hostile text has millions.
   */
  readonly edits: readonly number[];
}

// No alternative runs twice over the same characters, so that no text makes either slow; without groups they are faster.
const encoded = /* @__PURE__ */ new RegExp(
  /* @__PURE__ */ [
    String.raw`%[0-7][\da-f]|%[c-f][\da-f](?:%[89ab][\da-f]){1,3}`,
    String.raw`[\\%]u[\da-f]{4}|\\x[\da-f]{2}|\\u\{[\da-f]+}|\\["'\\/]`,
    String.raw`&#x[\da-f]+;?|&#\d+;?|&[a-z]{2,6};|=3d`,
    String.raw`(?:\\[nr]|<w?br ?/?>)[\s>#*|]*`,
  ].join("|"),
  "gi",
);
const splitting = /* @__PURE__ */ new RegExp(
  /* @__PURE__ */ [
    // Line ends, also those of quoted-printable, a shell, a quoted mail and a comment, with the blanks around them.
    String.raw`[ \t]{0,4}[=\\]?[\n\r\v\f\x85\u2028\u2029][\s>#*|]*`,
    // What nobody sees: controls, marks of writing direction, joiners and variants.
    String.raw`[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]`,
  ].join("|"),
  "g",
);

/** Takes what splits a text out of it, or else one layer of encoding off: a token may look like an encoding itself. */
export function decodeLayer(text: string): Decoded {
  const edits: number[] = [];
  const isSplit = text.search(splitting) >= 0;
  const decoded = text.replace(isSplit ? splitting : encoded, (piece, at: number) => {
    const characters = isSplit ? "" : decodePiece(piece);
    edits.push(at, piece.length, characters.length);
    return characters;
  });
  return { text: decoded, edits };
}

function decodePiece(piece: string): string {
  const second = piece.charAt(1).toLowerCase();
  try {
    switch (piece.charAt(0)) {
      case "%":
        return second === "u" ? toCharacter(piece.slice(2), 16) : decodeURIComponent(piece);
      case "\\":
        if (second === "u" || second === "x") return toCharacter(piece.slice(2).replace("{", ""), 16);
        return /["'\\/]/.test(second) ? second : "";
      case "&":
        if (second !== "#") return findEntity(piece.slice(1, -1).toLowerCase()) ?? piece;
        return /x/i.test(piece) ? toCharacter(piece.slice(3), 16) : toCharacter(piece.slice(2), 10);
      default:
        return second === "3" ? "=" : "";
    }
  } catch {
    return piece; // there is no such character
  }
}

function toCharacter(digits: string, radix: number): string {
  return String.fromCodePoint(Number.parseInt(digits, radix));
}

// As one text, and both of these marked, so that a bundle that does not redact leaves them out.
const entities =
  " amp& lt< gt> quot\" apos' excl! num# dollar$ percnt% lpar( rpar) ast* plus+ comma, hyphen- dash- period. sol/ colon: semi; equals= quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] hat^ lowbar_ grave` lcub{ lbrace{ verbar| vert| rcub} rbrace} shy\xad";

function findEntity(name: string): string | undefined {
  const at = entities.indexOf(` ${name}`);
  const character = entities.charAt(at + 1 + name.length);
  return at === -1 || /[a-z]/.test(character) ? undefined : character;
}
