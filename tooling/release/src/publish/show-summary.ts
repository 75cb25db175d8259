/** What GitHub makes a link, a mention, a reference, a picture or HTML of, or ends an issue by. */
const acting = /[<@[\]]|#\s*\d|\bGH-\d|:\/\/|\bwww\.|\b[\da-f]{7,40}\b/iu;

/**
 * Whether Markdown of others would tell somebody, link, refer, close an issue or show a picture, were it shown as it is.
 * Code does none of that, and is told from words as narrowly as nobody disagrees on: within a line.
 */
export function actsOnPages(markdown: string): boolean {
  return markdown.split(/[\n\r]/u).some((line) => {
    const words = dropCode(line);
    return words === undefined || acting.test(words);
  });
}

/** Shows Markdown as it is when it is only that, else as code. */
export function showSummary(summary: string): string {
  if (!actsOnPages(summary)) return summary;
  const longest = Math.max(2, ...(summary.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${summary.replace(/\n$/u, "")}\n${fence}\n`;
}

/** A line without its code; `undefined` when code goes on over its end. */
function dropCode(line: string): string | undefined {
  let words = "";
  for (let at = 0; at < line.length;) {
    const [piece = ""] = /^(?:\\.|`+|[^\\`]+|\\)/u.exec(line.slice(at)) ?? [];
    at += piece.length;
    if (piece.startsWith("`")) {
      const rest = line.slice(at);
      const end = [...rest.matchAll(/`+/gu)].find(([run]) => run.length === piece.length);
      if (end === undefined) return undefined;
      at += end.index + piece.length;
      words += " code ";
    } else if (!/^\\[<[\]`]$/u.test(piece)) words += piece.replace(/^\\/u, ""); // the sign before @ or # stops nothing
  }
  return words;
}
