/** Writes one value, indented, with a final line break. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Writes one value on one line. */
export function formatJsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
