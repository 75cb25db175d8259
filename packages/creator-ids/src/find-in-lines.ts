import { type Finding, toLabel } from "./creator.ts";
import { isNameHeader, rankIdHeader } from "./headers.ts";
import { isPlainId, readCell, wrapping } from "./read-cell.ts";

const grouped = /(?<!\d[,.'’ ]?)\d{1,3}([,.'’ ])\d{3}(?:\1\d{3}){3,5}(?![,.'’ ]?\d)/gu;
const separators = new RegExp(String.raw`(?:\s|[:,;|、。!?]|${wrapping.source})+`, "u");
const addresses = /(?:https?:\/\/|www\.)[^\s"'<>,、;)】」]+/giu;

/** Finds the creators of a text without columns: as many a line as there are, whatever stands between them. */
export function findInLines(text: string): readonly Finding[] {
  const lines = text.split("\n").map(readLine);
  const words = lines.flat();
  // a list of nothing but digits says by itself that it is one of ids, also where they are shorter
  const isPlain = words.length > 0 && words.every(({ text: word, cell }) => "other" in cell && isPlainId(word));
  return isPlain ? words.map(({ text: id }) => ({ id })) : lines.flatMap(findInLine);
}

interface Word {
  readonly text: string;
  readonly cell: ReturnType<typeof readCell>;
}

/** The words of a line that say something: without signs and without what a column of ids or names is called. */
function readLine(line: string): readonly Word[] {
  const whole = line
    .replaceAll(grouped, (number) => number.replaceAll(/\D/g, ""))
    .replaceAll(/\b(\d),(\d+E\+?\d+)\b/gi, "$1.$2"); // else the comma of a rounded number splits it
  const words: string[] = [];
  let end = 0;
  for (const { 0: address, index } of whole.matchAll(addresses)) {
    for (const word of whole.slice(end, index).split(separators)) words.push(word);
    words.push(address);
    end = index + address.length;
  }
  for (const word of whole.slice(end).split(separators)) words.push(word);
  const read = words.filter((word) => /[\p{L}\p{N}]/u.test(word)).map((word) => ({ text: word, cell: readCell(word) }));
  const said = read.filter(({ text, cell }) => !isWord(cell) || (rankIdHeader(text) === -1 && !isNameHeader(text)));
  return said.every(({ cell }) => isWord(cell)) && said.length < read.length && isHeaderLine(read) ? [] : said;
}

/** Words only, and one of them says where the ids are. */
function isHeaderLine(words: readonly Word[]): boolean {
  return words.some(({ text }) => rankIdHeader(text) !== -1) && words.every(({ cell }) => isWord(cell));
}

function findInLine(words: readonly Word[]): readonly Finding[] {
  if (!words.some(({ cell }) => "id" in cell)) return refuseLine(words);
  // "name id, name id" or "id name, id name": what comes first says which
  const isNameFirst = isWord(words.find(({ cell }) => !isNumber(cell))?.cell);
  const findings: Finding[] = [];
  let names: string[] = [];
  for (const { text, cell } of isNameFirst ? words : words.toReversed()) {
    if ("id" in cell) {
      const label = toLabel((isNameFirst ? names : names.toReversed()).join(" "));
      findings.push(label === undefined ? { id: cell.id } : { id: cell.id, label });
      names = [];
    } else if ("reason" in cell) findings.push({ text: text.slice(0, 200), reason: cell.reason });
    else if (isMeantAsId(text)) findings.push({ text: text.slice(0, 200), reason: "no-id" });
    else if (cell.other === "text") names.push(text);
  }
  return isNameFirst ? findings : findings.toReversed();
}

/** Twelve digits and letters between them: a slip of the finger, not a name. */
function isMeantAsId(text: string): boolean {
  return text.length <= 40 && text.replaceAll(/\D/g, "").length >= 12 && /[a-z]/i.test(text);
}

/** A line without an id: each thing that may have been meant as one, else the line as a whole. */
function refuseLine(words: readonly Word[]): readonly Finding[] {
  const meant = words.flatMap(({ text, cell }): Finding[] => {
    if ("reason" in cell) return [{ text: text.slice(0, 200), reason: cell.reason }];
    return isPlainId(text) ? [{ text, reason: "length" }] : [];
  });
  if (meant.length > 0 || words.length === 0) return meant;
  return [
    {
      text: words
        .map(({ text }) => text)
        .join(" ")
        .slice(0, 200),
      reason: "no-id",
    },
  ];
}

function isWord(cell: Word["cell"] | undefined): boolean {
  return cell !== undefined && "other" in cell && cell.other === "text";
}

function isNumber(cell: Word["cell"]): boolean {
  return "other" in cell && cell.other === "number";
}
