import { getList, getText } from "../json/json-fields.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import type { DescribedOperation, DescribedParameter } from "./describe-operations.ts";
import type { OperationProse, ParameterProse, PlatformProse, Prose } from "./prose.ts";
import { readTexts } from "./read-texts.ts";
import { writeReplyLines } from "./write-reply-lines.ts";

/** Takes what a document says to people out of its operations and tags. */
export function toProse(document: JsonObject, operations: readonly DescribedOperation[]): Prose {
  const used = new Set(operations.map(({ platform }) => platform));
  return {
    platforms: getList(document, "tags")
      .filter(isJsonObject)
      .map(readPlatform)
      .filter(({ name }) => used.has(name)),
    operations: operations.map(toOperationProse),
  };
}

function readPlatform(tag: JsonObject): PlatformProse {
  const description = getText(tag, "description");
  return {
    name: getText(tag, "name"),
    aliases: readTexts(tag["x-platform-aliases"]),
    ...(description === "" ? {} : { description }),
  };
}

function toOperationProse(operation: DescribedOperation): OperationProse {
  const { description, recommended, notes, parameters, data } = operation;
  return {
    operation: operation.operation,
    summary: operation.summary,
    ...(description === undefined ? {} : { description }),
    platform: operation.platform,
    aliases: operation.aliases,
    family: operation.family,
    version: operation.version,
    ...(recommended === undefined ? {} : { recommended }),
    ...(notes === undefined ? {} : { notes }),
    parameters: parameters.map(toParameterProse).filter((told) => Object.keys(told).length > 1),
    ...(data === undefined ? {} : { reply: writeReplyLines(data) }),
  };
}

function toParameterProse({ name, description, default: assumed, schema }: DescribedParameter): ParameterProse {
  const example = schema.words.get("example");
  return {
    name,
    ...(description === undefined || description === "" ? {} : { description }),
    ...(isTold(assumed) ? { default: assumed } : {}),
    ...(isTold(example) ? { example } : {}),
  };
}

function isTold(value: JsonValue | undefined): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
