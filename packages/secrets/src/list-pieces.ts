import { decodeLayer } from "./decode-layer.ts";

/** Pieces of a token's spellings, in small letters; a text that holds one holds the token, or much of it. */
export interface Pieces {
  /** Shortest first. */
  readonly byLength: readonly { readonly length: number; readonly pieces: ReadonlySet<string> }[];
  readonly shortest: number;
  /** A 1 for the hash of every two neighbours in a piece. */
  readonly pairs: Uint8Array;
}

// No vendor's token is shorter, and fewer of its characters in a row tell nobody the rest.
const minLength = 8;

/** Lists every piece by which a token is recognised. */
export function listPieces(token: string): Pieces {
  const byLength = new Map<number, Set<string>>();
  const pairs = new Uint8Array(hashes);
  const add = (spelling: string, length: number): void => {
    const small = foldCase(spelling);
    const pieces = byLength.get(length) ?? new Set();
    byLength.set(length, pieces);
    for (let at = 0; at + length <= small.length; at += 1) pieces.add(small.slice(at, at + length));
    for (let at = 0; at + 1 < small.length; at += 1) pairs[hashPair(small, at)] = 1;
  };
  const shortest = Math.min(token.length, minLength);
  for (const layer of listLayers(token)) add(layer, shortest);
  if (token.length >= minLength) {
    const bytes = new TextEncoder().encode(token);
    for (const separator of ["", " ", ":"]) {
      add(spellHex(bytes, separator), minLength * 2 + (minLength - 1) * separator.length);
    }
    for (const spelling of listBase64(bytes)) add(spelling, Math.floor((minLength * 8) / 6));
  }
  const sorted = [...byLength].toSorted(([a], [b]) => a - b).map(([length, pieces]) => ({ length, pieces }));
  return { byLength: sorted, shortest, pairs };
}

/** In small letters, each in the place it had. */
export function foldCase(text: string): string {
  return text.replaceAll("İ", "i").toLowerCase(); // the only letter that would be two in small
}

const hashes = 4096;

/** A number below 4096 for the two characters at a place. */
export function hashPair(text: string, at: number): number {
  return (text.charCodeAt(at) * 67 + text.charCodeAt(at + 1)) % hashes;
}

/** A text is decoded as often as that goes, and a token may itself look encoded. */
function* listLayers(token: string): Generator<string> {
  let layer = token;
  for (let count = 0; count < 7; count += 1) {
    yield layer;
    const { text } = decodeLayer(layer);
    if (text === layer) return;
    layer = text;
  }
}

function spellHex(bytes: Uint8Array, separator: string): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(separator);
}

/** In both alphabets, at each of the three places that the token may have in groups of three bytes. */
function* listBase64(bytes: Uint8Array): Generator<string> {
  for (const before of [0, 1, 2]) {
    const binary = "\0".repeat(before) + Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    // Without the characters that hold bits of what stands before and after.
    const own = btoa(binary).slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    yield own;
    yield own.replaceAll("+", "-").replaceAll("/", "_");
  }
}
