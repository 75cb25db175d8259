import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@just-one/document";
import { expect, test } from "vitest";
import type { BuildOutputs } from "../src/build/build-outputs.ts";
import { diffDocuments } from "../src/diff/diff-documents.ts";
import { schemaCases } from "./diff/schema-cases.ts";
import { slots } from "./diff/slots.ts";
import { buildDocument } from "./support/build-document.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";

/** What was built before, by document: most stand on both sides of several changes. */
const built = new Map<string, Promise<string | undefined>>();

/** The types that a document gives, without words; undefined where it is refused. */
async function buildTypes(document: JsonObject): Promise<string | undefined> {
  const key = JSON.stringify(document);
  const known = built.get(key) ?? buildDocument(document).then(readTypes, () => undefined);
  built.set(key, known);
  return known;
}

function readTypes({ operations, schema }: BuildOutputs): string {
  return (operations + schema).replaceAll(/\s*\/\*\*.*?\*\//gsu, "");
}

async function findQuietChanges(pairs: readonly [string, JsonObject, JsonObject][]): Promise<string[]> {
  const quiet: string[] = [];
  for (const [name, before, after] of pairs) {
    const { level } = diffDocuments(before, after);
    if (level !== "none" && level !== "patch") continue;
    const [one, other] = [await buildTypes(before), await buildTypes(after)];
    if (one !== undefined && other !== undefined && one !== other) quiet.push(`${name}: ${level}`);
  }
  return quiet;
}

test.each(slots.map(({ name, put }) => [name, put] as const))(
  "what changes the types of %s is neither none nor a patch",
  async (_name, put) => {
    const pairs = schemaCases.flatMap(({ name, before, after }): [string, JsonObject, JsonObject][] => [
      [name, put(before), put(after)],
      [`${name}, back`, put(after), put(before)],
    ]);
    expect(await findQuietChanges(pairs)).toEqual([]);
  },
);

const folder = join(vendorFolder, "mutations");

test.skipIf(!hasVendorFolder)(
  "nor is what changes the types of the vendor's document (JUST_ONE_VENDOR_DIR)",
  async () => {
    const names = existsSync(folder)
      ? readdirSync(folder).flatMap((file) => /^(.*)\.before\.json$/u.exec(file)?.[1] ?? [])
      : [];
    const read = (name: string, side: string): JsonObject =>
      JSON.parse(readFileSync(join(folder, `${name}.${side}.json`), "utf8"));
    expect(names.length).toBeGreaterThan(40);
    expect(await findQuietChanges(names.map((name) => [name, read(name, "before"), read(name, "after")]))).toEqual([]);
  },
);
