/**
 * Changes all texts of a JSON text, names of fields too, and leaves everything else as it is, digits of long integers included.
 * It reads along the text: however deep a reply is nested, nothing calls itself.
 */
export function mapTexts(json: string, change: (text: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = json.indexOf('"'); start !== -1; start = json.indexOf('"', from)) {
    const end = findEnd(json, start) + 1;
    const quoted = json.slice(start, end);
    // Safe: what stands between quotes that JSON has is a text.
    const text = JSON.parse(quoted) as string;
    const changed = change(text);
    parts.push(json.slice(from, start), changed === text ? quoted : JSON.stringify(changed));
    from = end;
  }
  return parts.join("") + json.slice(from);
}

/** The quote that ends a text: one with an even number of backslashes before it. */
function findEnd(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end;
  }
}
