import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import { listOperations, type LocatedOperation, type OpenApiDocument } from "../document/open-api.ts";
import { nameConstants } from "./constant-name.ts";
import { describeParameters } from "./describe-parameters.ts";
import { readDataSchema } from "./describe-reply.ts";
import type { OperationModel } from "./operation-model.ts";
import { readRemoved } from "./read-removed.ts";

/**
 * Describes every operation of a canonical document, ordered by path and method.
 *
 * @throws SpecError naming the operation that cannot be told to callers.
 */
export function describeOperations(document: OpenApiDocument): OperationModel[] {
  const operations = listOperations(document);
  const constantNames = nameConstants(operations);
  const platformAliases = readPlatformAliases(document);
  return operations.map((located) =>
    describeOperation(document, located, {
      constantName: constantNames.get(located) ?? "",
      platformAliases,
    }),
  );
}

function describeOperation(
  document: OpenApiDocument,
  located: LocatedOperation,
  context: { constantName: string; platformAliases: ReadonlyMap<string, string[]> },
): OperationModel {
  const { operation, path, method, name } = located;
  const platform = readTexts(operation["tags"])[0] ?? "";
  const dataSchema = readDataSchema(document, located);
  const description = readText(operation["description"]);
  const aliases = [...readTexts(operation["x-search-aliases"]), ...(context.platformAliases.get(platform) ?? [])];
  return {
    name,
    method: method.toUpperCase(),
    path,
    constantName: context.constantName,
    ...describeParameters(document, located),
    summary: readText(operation["summary"]) ?? name,
    ...(description === undefined ? {} : { description }),
    platform,
    deprecated: operation["deprecated"] === true,
    ...readRemoved(operation),
    hidden: operation["x-docs-hidden"] === true,
    aliases: [...new Set(aliases)],
    ...splitVersion(path, readText(operation["x-api-version"])),
    ...(dataSchema === undefined ? {} : { dataSchema }),
  };
}

/** A version stands at the end of the path; the vendor's own mark counts where the path has none. */
function splitVersion(path: string, marked: string | undefined): Pick<OperationModel, "family" | "version"> {
  const match = /^(.+)\/(v\d+)$/u.exec(path);
  return { family: match?.[1] ?? path, version: match?.[2] ?? marked ?? "" };
}

function readPlatformAliases(document: JsonObject): Map<string, string[]> {
  const aliases = new Map<string, string[]>();
  for (const tag of Array.isArray(document["tags"]) ? document["tags"] : []) {
    if (isJsonObject(tag) && typeof tag["name"] === "string")
      aliases.set(tag["name"], readTexts(tag["x-platform-aliases"]));
  }
  return aliases;
}

function readText(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function readTexts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
