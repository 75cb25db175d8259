import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { createReading, findByReference, isJsonObject, type JsonObject, type JsonValue } from "@just-one/document";

async function readObject(path: string): Promise<JsonObject> {
  const value: JsonValue = JSON.parse(await readFile(new URL(`../../../openapi/${path}`, import.meta.url), "utf8"));
  if (!isJsonObject(value)) throw new Error(`${path} holds no object`);
  return value;
}

const operationPointer = "#/paths/~1api~1douyin-xingtu~1gw~1api~1data_sp~1get_author_spread_info~1v1/get";
const document = await readObject("just-one-api.json");
const built = await readObject("dist/openapi.json");
const { references } = createReading(built);
const recorded = await readObject("examples/douyin-xingtu.get-author-spread-info.v1.json");

const look = (root: JsonObject, pointer: string): JsonValue | undefined => findByReference(root, pointer);
const lookInOperation = (pointer: string): JsonValue | undefined => look(document, `${operationPointer}/${pointer}`);

/** Once the vendor's own document is there, it says the same in other words. */
const isStandIn = (await readObject("openapi.lock.json"))["placeholder"] === true;

test.skipIf(!isStandIn)("our stand-in names both servers, and warns of the one whose token travels readable", () => {
  expect(document["servers"]).toEqual([
    { url: "https://api.justoneapi.com", description: expect.stringContaining("prod-global") },
    { url: "http://47.117.133.51:30015", description: expect.stringMatching(/prod-cn.*token travels readable/u) },
  ]);
});

test("it has the page's seven parameters, and tells what each value means", () => {
  const parameters = lookInOperation("parameters");
  const described = (Array.isArray(parameters) ? parameters : []).filter(isJsonObject).map((parameter) => {
    const { name, required, schema, description } = parameter;
    const values =
      isJsonObject(schema) && Array.isArray(schema["enum"])
        ? schema["enum"].filter((one) => typeof one === "string")
        : [];
    for (const value of values) expect(description).toMatch(new RegExp(`^- \`${value}\`: .+`, "mu"));
    return [name, required, values.length];
  });
  expect(described).toEqual([
    ["token", true, 0],
    ["oAuthorId", true, 0],
    ["platform", false, 4],
    ["range", false, 2],
    ["type", false, 2],
    ["onlyAssign", false, 0],
    ["flowType", false, 2],
  ]);
});

test("it lists all fifteen business codes and the HTTP statuses they come with", () => {
  expect(look(document, "#/components/schemas/Result/properties/code/enum")).toEqual([
    0, 100, 101, 202, 300, 301, 302, 303, 400, 404, 500, 503, 600, 601, 602,
  ]);
  expect(Object.keys(lookInOperation("responses") ?? {})).toEqual(["200", "400", "401", "403", "429", "500", "503"]);
});

test.skipIf(!isStandIn)("our stand-in's sample reply is the recorded one", () => {
  const sample = lookInOperation("responses/200/content/application~1json/examples/code-0/value");
  expect(sample).toEqual(recorded["example"]);
});

test("the sample reply is valid by the typed schema, strictly read", () => {
  const schema = look(built, `${operationPointer}/responses/200/content/application~1json/schema`);
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, formats: { int32: true } });
  // The components stand beside the schema, where its references look for them.
  ajv.addKeyword("components");
  const validate = ajv.compile({ ...(isJsonObject(schema) ? schema : {}), components: built["components"] });
  expect(validate(recorded["example"])).toBe(true);
});

test("every field of the sample reply is typed and told", () => {
  const untold: string[] = [];
  const visit = (value: JsonValue | undefined, schema: JsonObject, path: string): void => {
    if (!isJsonObject(value)) return;
    const { properties } = references.resolve(schema).value;
    for (const [key, item] of Object.entries(value)) {
      const field = isJsonObject(properties) ? properties[key] : undefined;
      if (!isJsonObject(field)) untold.push(`${path}.${key}`);
      else {
        if (typeof (field["description"] ?? references.resolve(field).value["description"]) !== "string")
          untold.push(`${path}.${key}`);
        visit(item, field, `${path}.${key}`);
      }
    }
  };
  const example = recorded["example"];
  visit(
    isJsonObject(example) ? example["data"] : undefined,
    { $ref: "#/components/schemas/AuthorSpreadInfoData" },
    "data",
  );
  expect(untold).toEqual([]);
});
