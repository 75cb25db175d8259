import manifest from "../package.json" with { type: "json" };

/** The command's version. */
export function readVersion(): string {
  return manifest.version;
}
