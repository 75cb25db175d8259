import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOutputs, buildOutputs } from "../../src/build/build-outputs.ts";
import type { JsonValue, Prose } from "@just-one/document";
import { parseDocument } from "../../src/document/read-document.ts";
import { noTombstones } from "../../src/tombstones/read-tombstones.ts";
import type { Tombstones } from "../../src/tombstones/tombstone.ts";
import type { Validator } from "../../src/generate/validator-runtime.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** Builds a document without overlays and examples. */
export async function buildDocument(document: JsonValue, tombstones: Tombstones = noTombstones): Promise<BuildOutputs> {
  const file = parseDocument(JSON.stringify(document), { file: "document.json", keywords: "strict" });
  return buildOutputs({ file, tombstones, overlays: [], examples: new Map(), chinese: {} });
}

/** Loads the text of a generated catalog as the code it is. */
export async function loadCatalog(text: string): Promise<CatalogModule> {
  const file = join(await makeTemporaryFolder(), "catalog.ts");
  await writeFile(file, text);
  return importCatalog(file);
}

/** Loads a generated catalog from its file. */
export async function importCatalog(file: string): Promise<CatalogModule> {
  const loaded: CatalogModule = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return loaded;
}

/** Loads the text of generated prose as the code it is. */
export async function loadProse(text: string): Promise<Prose> {
  const file = join(await makeTemporaryFolder(), "prose.ts");
  await writeFile(file, text);
  const { prose }: { prose: Prose } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return prose;
}

/** Loads the text of generated validators as the code it is. */
export async function loadValidators(text: string): Promise<readonly Validator[]> {
  const file = join(await makeTemporaryFolder(), "validators.ts");
  await writeFile(file, text);
  const { validators }: { validators: readonly Validator[] } = await import(
    /* @vite-ignore */ pathToFileURL(file).href
  );
  return validators;
}

/** A catalog's module; its constants have names that depend on the document. */
export interface CatalogModule {
  catalog: readonly LoadedEntry[];
  [constant: string]: unknown;
}

/** What the tests look at in an entry. */
export interface LoadedEntry {
  operation: string;
  method: string;
  path: string;
  token: string;
  hidden: boolean;
  deprecated: boolean;
  parameters: readonly {
    name: string;
    in: string;
    required: boolean;
    types: readonly string[];
    enum?: readonly unknown[];
    description?: string;
  }[];
}
