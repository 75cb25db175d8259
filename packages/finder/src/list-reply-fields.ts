/** One place of a reply. */
export interface ReplyField {
  /** Such as `data.list[*].user.id`; items of lists and values of maps are told as `*`. */
  readonly path: string;
  /** Such as `"string or null"`; `"unknown"` where nobody has typed it. */
  readonly type: string;
  /** Empty when the document says nothing. */
  readonly description: string;
}

/** Lists what `data` of an operation holds, one place after the other; only `data` itself while nobody has typed it. */
export function listReplyFields(lines: readonly string[] = ["data: unknown"]): ReplyField[] {
  const names: string[] = [];
  return lines.map((line) => {
    const [, spaces = "", name = "", types = "", description = ""] = place.exec(line) ?? [];
    names.splice(spaces.length, Infinity, joinName(name, spaces.length));
    return { path: names.join(""), type: types.split("|").join(" or "), description };
  });
}

const place = /^( *)("(?:[^"\\]|\\.)*"|[^:"]+): ([^ ]*)(?: — (.*))?$/su;

function joinName(name: string, depth: number): string {
  if (name.startsWith('"')) return `[${name}]`;
  return depth === 0 || name === "[*]" ? name : `.${name}`;
}
