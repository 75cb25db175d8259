import { readFileSync } from "node:fs";

/** The version of this command, as its package says it. */
export function readVersion(): string {
  // The package's folder is the one above, of the source and of what is built.
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  // Safe: our own file.
  return (JSON.parse(text) as { version: string }).version;
}
