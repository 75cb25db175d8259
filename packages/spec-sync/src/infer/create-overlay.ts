import { Document, isScalar, visit } from "yaml";
import type { JsonObject } from "@just-one/document";
import { dropHiddenNames } from "./drop-hidden-names.ts";
import { quoteKey, quoteKeys } from "./json-path.ts";
import type { OperationName } from "./operation-name.ts";

/** What is known about `data` of one operation. */
export interface TypedOperation {
  operation: OperationName;
  /** Name of the component schema. */
  typeName: string;
  schema: JsonObject;
}

/**
 * Writes an OpenAPI Overlay 1.0 that types `data` of the operations. It can be applied any number of times, to documents
 * that have all of the operations or only some.
 */
export function createOverlay(operations: readonly TypedOperation[]): string {
  const overlay = {
    overlay: "1.0.0",
    info: { title: "Typed data, inferred from example replies by spec infer", version: "1.0.0" },
    actions: operations.length === 0 ? [nothingToType] : [...makeRoom(operations), ...operations.flatMap(typeReply)],
  };
  return formatYaml(overlay);
}

/** An overlay needs an action. */
const nothingToType: JsonObject = {
  target: "$",
  description: "No example reply held data, so nothing is typed.",
  update: {},
};

const comesAndGoes = "Operations come and go; the type waits for the next document that has this one.";

/** Updates append to lists, so schemas that an earlier run may have left are taken out first. */
function makeRoom(operations: readonly TypedOperation[]): JsonObject[] {
  const names = operations.map(({ typeName }) => typeName);
  return [
    {
      target: "$",
      description: "Names every type once, so that the next action finds all of them, whatever was there before.",
      update: { components: { schemas: Object.fromEntries(names.map((name) => [name, {}])) } },
    },
    {
      target: `$.components.schemas${quoteKeys(names)}`,
      description: "Makes room: updates append to lists, and types left by an earlier run would grow.",
      remove: true,
    },
  ];
}

function typeReply({ operation, typeName, schema }: TypedOperation): JsonObject[] {
  const content = `$.paths${quoteKey(operation.path)}.${operation.method.toLowerCase()}.responses['200'].content[*]`;
  return [
    {
      target: "$",
      description: `Names what example replies of ${operation.method} ${operation.path} hold in data, which the vendor leaves untyped.`,
      update: { components: { schemas: { [typeName]: dropHiddenNames(schema) } } },
    },
    {
      target: `${content}.schema`,
      description: "The untyped reply makes room; a reference would swallow what stands beside it.",
      remove: true,
      "x-when-present": comesAndGoes,
    },
    {
      target: content,
      description: "The envelope as ever, with its data typed as above.",
      update: {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Result" },
            { type: "object", properties: { data: { $ref: `#/components/schemas/${typeName}` } } },
          ],
        },
      },
      "x-when-present": comesAndGoes,
    },
  ];
}

function formatYaml(value: JsonObject): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Seq(_key, list) {
      // `type: [string, "null"]` stays on its line.
      list.flow = list.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}
