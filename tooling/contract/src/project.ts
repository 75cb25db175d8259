import { existsSync, globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkDocument, type Document } from "./open-api.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The folder of the recorded replies. */
export const examplesFolder: string = join(root, "openapi/examples");

/** The calls of `contract --live`. */
export const liveCallsFile: string = fileURLToPath(new URL("../live-calls.json", import.meta.url));

/** Reads the document that everything is held to. */
export async function readProjectDocument(): Promise<Document> {
  return checkDocument(JSON.parse(await readFile(join(root, "openapi/dist/openapi.json"), "utf8")));
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

/** Lists the apps, each of which needs something of the API. */
export function listConsumers(): string[] {
  const folders = globSync("apps/*", { cwd: root }).toSorted();
  return folders.map((folder) => join(root, folder)).filter((folder) => existsSync(join(folder, "tsconfig.json")));
}
