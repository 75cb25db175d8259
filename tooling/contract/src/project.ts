import { globSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkDocument, type OpenApiDocument } from "@just-one/document";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The folder of the recorded replies. */
export const examplesFolder: string = join(root, "openapi/examples");

/** The calls of `contract --live`. */
export const liveCallsFile: string = fileURLToPath(new URL("../live-calls.json", import.meta.url));

/** Reads the document that everything is held to. */
export async function readProjectDocument(): Promise<OpenApiDocument> {
  const file = join(root, "openapi/dist/openapi.json");
  return checkDocument(JSON.parse(await readFile(file, "utf8")), { file, keywords: "strict" });
}

/** Reads `data` of each recorded reply, by operation. */
export async function readExamples(): Promise<ReadonlyMap<string, unknown>> {
  const examples = new Map<string, unknown>();
  for (const file of globSync("*.json", { cwd: examplesFolder }).toSorted()) {
    // Safe: `spec check` has refused a file that is no example.
    const { operation, example } = JSON.parse(await readFile(join(examplesFolder, file), "utf8")) as {
      operation: string;
      example: { data: unknown };
    };
    examples.set(operation, example.data);
  }
  return examples;
}

/** Lists the apps and packages that build on the API or its client, and so may need something of the document. */
export function listConsumers(): string[] {
  const manifests = globSync("{apps,packages}/*/package.json", { cwd: root }).toSorted();
  return manifests.filter(buildsOnApi).map((manifest) => join(root, dirname(manifest)));
}

function buildsOnApi(manifest: string): boolean {
  // Safe: the package manager has read it.
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, manifest), "utf8")) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  return ["@just-one/api", "@just-one/core"].some((name) => Object.hasOwn(dependencies, name));
}
