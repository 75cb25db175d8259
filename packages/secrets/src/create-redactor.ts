import { coverPieces } from "./cover-pieces.ts";
import { decodeLayer } from "./decode-layer.ts";
import { listPieces, type Pieces } from "./list-pieces.ts";

/**
 * Makes what puts a mark wherever a text holds a token, or 8 or more of its characters in a row: in any letter case, as
 * base64 or hex, percent-encoded, escaped as in JSON or HTML, split by line ends or by what nobody sees, and all of these
 * mixed or within each other, but for what is within base64 or hex. A token of fewer than 8 characters is looked for as a
 * whole, and not as base64 or hex.
 *
 * A text without any of that comes back as it is. The time it takes grows with the length of the text only.
 *
 * @param mark what stands where something was taken out
 * @example
 * ```ts
 * const redact = createRedactor(token);
 * redact(`GET /api/things/v1?token=${token}`); // "GET /api/things/v1?token=[token]"
 * ```
 */
export function createRedactor(token: string, mark = "[token]"): (text: string) => string {
  const pieces = listPieces(token);
  return (text) => {
    const covered = coverSpellings(text, pieces, maxLayers);
    return covered === undefined ? text : putMarks(text, covered, mark);
  };
}

// A URL within a URL within JSON within HTML has four, and each may be split.
const maxLayers = 8;

// Such as an id or a time: no encoding and nothing that splits a text is without other characters.
const plain = /^[\w .:-]*$/;

/**
 * Says of every character, with a 1, whether it belongs to a piece: as it is, or after layers of encoding are taken off.
 * Nothing where none does.
 */
function coverSpellings(text: string, pieces: Pieces, layers: number): Uint8Array | undefined {
  const asItIs = coverPieces(text, pieces);
  if (layers === 0 || plain.test(text)) return asItIs;
  const decoded = decodeLayer(text);
  const inner = decoded.text === text ? undefined : coverSpellings(decoded.text, pieces, layers - 1);
  if (inner === undefined) return asItIs;
  const covered = asItIs ?? new Uint8Array(text.length);
  let from = 0; // in `text`
  let to = 0; // in `decoded.text`
  const { edits } = decoded;
  for (let index = 0; from < text.length; index += 3) {
    const [at = text.length, encodedLength = 0, length = 0] = [edits[index], edits[index + 1], edits[index + 2]];
    for (; from < at; from += 1, to += 1) if (inner[to] === 1) covered[from] = 1;
    // A line end within the token is nothing afterwards.
    const isCovered = inner[to] === 1 || inner[to + length - 1] === 1;
    if (length === 0 ? inner[to] === 1 && inner[to - 1] === 1 : isCovered) covered.fill(1, from, from + encodedLength);
    from += encodedLength;
    to += length;
  }
  return covered;
}

function putMarks(text: string, covered: Uint8Array, mark: string): string {
  let result = "";
  for (let end = 0; end < text.length;) {
    const start = covered.indexOf(1, end);
    if (start === -1) return result + text.slice(end);
    result += text.slice(end, start) + mark;
    end = covered.indexOf(0, start);
    if (end === -1) break;
  }
  return result;
}
