import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Catalog, CatalogParameter, ParameterType } from "@just-one/api";
import { linkModules } from "../link-modules.ts";
import { runNodeWell } from "../run-node.ts";

/** A folder with a document's generated types, ready for files that make calls. */
export interface TypeProject {
  readonly folder: string;
  readonly catalog: Catalog;
}

const spec = fileURLToPath(new URL("../../../../packages/spec-sync/src/main.ts", import.meta.url));

/** Generates a document's types with `spec build` and puts a strict tsconfig beside them. */
export async function createTypeProject(
  folder: string,
  document: string,
  options: { signal?: AbortSignal } = {},
): Promise<TypeProject> {
  const overlays = join(folder, "no-overlays");
  const out = join(folder, "api");
  await mkdir(overlays, { recursive: true });
  const conditions = "--conditions=@just-one/source"; // the generator has no build
  await runNodeWell([conditions, spec, "build", "--document", document, "--overlays", overlays, "--out", out], options);
  await linkModules(folder);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  // Safe: the module is generated, and this is the type it declares.
  const { catalog } = (await import(pathToFileURL(join(out, "catalog.ts")).href)) as { catalog: Catalog };
  return { folder, catalog };
}

/** Writes a file of calls into the project and makes it all that the project checks. */
export async function writeSource({ folder }: TypeProject, name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [name] }));
}

const compilerOptions = {
  target: "es2023",
  lib: ["es2024", "dom", "dom.iterable"],
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** The text of a file that calls the first `count` operations through core's types. */
export function writeCoreCalls({ catalog }: TypeProject, count: number): string {
  const calls = catalog.slice(0, count).map((entry, at) => {
    const required = entry.parameters.filter((parameter) => parameter.required);
    return `export const call${at} = client.call(${JSON.stringify(entry.operation)}, ${writeObject(required)});`;
  });
  return [...coreHead, ...calls, ""].join("\n");
}

/** What a file that uses core's types begins with. */
export const coreHead: readonly string[] = [
  'import type { Client } from "@just-one/core";',
  'import type { Operations } from "./api/operations.ts";',
  "declare const client: Client<Operations>;",
];

/** The text of a file that calls the first `count` GET operations through core's client with openapi-fetch's face. */
export function writeFaceCalls(project: TypeProject, count: number): string {
  return [...faceHead, ...listPathCalls(project, count, []), ""].join("\n");
}

/** What a file that uses core's face of openapi-fetch begins with. */
export const faceHead: readonly string[] = [
  'import type { OpenapiClient } from "@just-one/core/openapi-fetch";',
  'import type { Operations } from "./api/operations.ts";',
  "declare const client: OpenapiClient<Operations>;",
];

/** The text of a file that calls the first `count` GET operations through openapi-fetch's types. */
export function writeOpenApiFetchCalls(project: TypeProject, count: number): string {
  const calls = listPathCalls(project, count, [{ name: "token", types: ["string"] }]);
  return [...openApiFetchHead, ...calls, ""].join("\n");
}

function listPathCalls({ catalog }: TypeProject, count: number, more: readonly Sampled[]): string[] {
  return catalog
    .filter((entry) => entry.method === "GET" && entry.parameters.every((parameter) => parameter.in === "query"))
    .slice(0, count)
    .map((entry, at) => {
      const required = entry.parameters.filter((parameter) => parameter.required);
      const query = writeObject([...more, ...required]);
      return `export const call${at} = client.GET(${JSON.stringify(entry.path)}, { params: { query: ${query} } });`;
    });
}

/** What a file that uses openapi-fetch's types begins with. */
export const openApiFetchHead: readonly string[] = [
  'import type { Client } from "openapi-fetch";',
  'import type { paths } from "./api/schema.ts";',
  "declare const client: Client<paths>;",
];

type Sampled = Pick<CatalogParameter, "name" | "types" | "enum">;

function writeObject(parameters: readonly Sampled[]): string {
  return `{ ${parameters.map((parameter) => `${JSON.stringify(parameter.name)}: ${writeSample(parameter)}`).join(", ")} }`;
}

function writeSample(parameter: Sampled): string {
  if (parameter.enum !== undefined) return JSON.stringify(parameter.enum[0]);
  const [type = "string"] = parameter.types;
  return samples[type];
}

const samples: Readonly<Record<ParameterType, string>> = {
  string: '"text"',
  integer: "1",
  number: "1",
  boolean: "true",
  array: "[]",
  object: "{}",
  null: "null",
};
