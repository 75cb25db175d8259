const lineHeight = 18;
const columnWidth = 7.8;
const padding = 16;

/** Draws a terminal's plain text as an SVG; the marks for best and worst get their colours. */
export function drawTerminal(command: string, output: string): string {
  const lines = [`$ ${command}`, ...output.trimEnd().split("\n")];
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * columnWidth) + 2 * padding;
  const height = lines.length * lineHeight + 2 * padding;
  const rows = lines.map((line, index) => drawLine(line, padding + (index + 1) * lineHeight - 5));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(command)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#10151c"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="#d8dee6">`,
    ...rows,
    `</g>`,
    `</svg>`,
    "",
  ].join("\n");
}

function drawLine(line: string, y: number): string {
  // textLength keeps the columns straight whatever font the reader has.
  const length = (line.length * columnWidth).toFixed(1);
  const text = escape(line)
    .replaceAll("▲", '<tspan fill="#5fd38d">▲</tspan>')
    .replaceAll("▼", '<tspan fill="#ff8a80">▼</tspan>');
  return `<text x="${padding}" y="${y}" textLength="${length}" xml:space="preserve">${text}</text>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
