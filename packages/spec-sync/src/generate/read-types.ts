import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Code, code } from "@just-one/encoders";
import { banner } from "./banner.ts";

const manifest = createRequire(import.meta.url).resolve("@just-one/document/package.json");

/** Reads types of `@just-one/document` as text: a generated file begins with them, and so needs nothing but itself. */
export function readTypes(file: "catalog-entry.ts" | "prose.ts"): Code {
  // Safe: it is a file of ours, as it stands.
  const types = readFileSync(join(dirname(manifest), "src/catalog", file), "utf8") as Code;
  return code`${banner}\n${types}`;
}
