/** A text among arguments that have been read; empty where there is none. */
export function pickText(args: Readonly<Record<string, unknown>>, name: string): string {
  const value = args[name];
  return typeof value === "string" ? value.trim() : "";
}
