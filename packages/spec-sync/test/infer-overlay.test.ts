import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "@just-one/document";
import { applyOverlays } from "../src/overlay/apply-overlays.ts";
import { readOverlays } from "../src/overlay/read-overlays.ts";
import { run as build } from "../src/verbs/build.ts";
import { run as infer } from "../src/verbs/infer.ts";
import { typeCheck } from "./support/type-check.ts";

const path = "/api/shop/get-item/v1";
const hostileKeys = [
  "__proto__",
  "50%",
  "constructor",
  "*/",
  "`${process.exit(1)}`",
  '"',
  "'",
  "\\",
  "\n",
  "\u2028",
  "</script>",
  "$ref",
  "",
];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "infer-"));
  await mkdir(join(folder, "examples"));
  await mkdir(join(folder, "overlays"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("the overlay that spec infer writes", () => {
  it("gives data its named type and leaves the envelope as it was", async () => {
    await writeExample("one", `GET ${path}`, { code: 0, data: { name: "text", next: null } });
    const document = createDocument();
    applyOverlays(document, await inferActions());
    expect(document).toMatchObject({
      components: {
        schemas: {
          Result: { type: "object", properties: { code: { type: "integer" }, data: {} } },
          ShopItemV1Data: { type: "object", properties: { name: { type: "string" }, next: {} } },
        },
      },
      paths: {
        [path]: {
          get: {
            responses: {
              "200": {
                content: {
                  "*/*": {
                    schema: {
                      allOf: [
                        { $ref: "#/components/schemas/Result" },
                        { properties: { data: { $ref: "#/components/schemas/ShopItemV1Data" } } },
                      ],
                    },
                  },
                },
              },
            },
          },
        },
      },
    });
  });

  it("changes nothing more when it is applied again", async () => {
    await writeExample("one", `GET ${path}`, { code: 0, data: { mixed: [1, "text", null, { a: null }] } });
    const actions = await inferActions();
    const document = createDocument();
    applyOverlays(document, actions);
    const once = structuredClone(document);
    applyOverlays(document, actions);
    expect(document).toEqual(once);
  });

  it("widens the type by every further example of the operation", async () => {
    await writeExample("one", `GET ${path}`, { code: 0, data: { a: 1 } });
    await writeExample("two", `GET ${path}`, { code: "0", data: { a: "text", b: [] } });
    const document = createDocument();
    applyOverlays(document, await inferActions());
    expect(document).toHaveProperty(
      ["components", "schemas", "ShopItemV1Data", "properties", "a", "type"],
      ["string", "number"],
    );
  });

  it("says why in every action, and marks those that a document without the operation does not need", async () => {
    await writeExample("one", `GET ${path}`, { code: 0, data: { a: 1 } });
    await inferActions();
    const text = await readFile(join(folder, "overlays", "inferred.overlay.yaml"), "utf8");
    expect(text.match(/^ {2}- target:/gmu)).toHaveLength(5);
    expect(text.match(/^ {4}description: \S/gmu)).toHaveLength(5);
    expect(text.match(/^ {4}x-when-present: \S.*$/gmu)).toHaveLength(2);
  });

  it("reaches paths that hold every kind of quote", async () => {
    const hostilePath = `/api/it's/"quoted"\\/*/[*]/{id}`;
    await writeExample("one", `GET ${hostilePath}`, { code: 0, data: { a: 1 } });
    const document = createDocument(hostilePath);
    applyOverlays(document, await inferActions());
    expect(document).toHaveProperty([
      "paths",
      hostilePath,
      "get",
      "responses",
      "200",
      "content",
      "*/*",
      "schema",
      "allOf",
    ]);
  });

  it("builds types that compile when the keys of the reply are hostile", async () => {
    const data = Object.fromEntries(hostileKeys.map((key) => [key, { [key]: ["text", 1] }]));
    await writeExample("one", `GET ${path}`, { code: 0, data: { ...data, map: { "1": data, "2": data } } });
    await inferActions();
    const document = join(folder, "document.json");
    await writeFile(document, JSON.stringify(createDocument()));
    const out = join(folder, "out");
    expect(await build(["--document", document, "--overlays", join(folder, "overlays"), "--out", out])).toBe(0);
    const user = `import type { Operations } from "./operations.ts";
      declare const data: Operations["GET ${path}"]["data"];
      export const text: string | number | undefined = data["*/"]?.["*/"]?.[0];
      // @ts-expect-error -- the type is not any
      export const wrong: boolean | undefined = data["*/"]?.["*/"]?.[0];`;
    await writeFile(join(out, "user.ts"), user);
    expect(await typeCheck(out)).toEqual([]);
  });
});

describe("spec infer", () => {
  it("writes an overlay that changes nothing when no example holds data", async () => {
    await writeExample("one", `GET ${path}`, { code: 0, data: [] });
    const document = createDocument();
    applyOverlays(document, await inferActions());
    expect(document).toEqual(createDocument());
  });

  it("leaves data unknown that is null, empty, missing, or came with a failure", async () => {
    await writeExample("null", "GET /api/a/v1", { code: 0, data: null });
    await writeExample("empty", "GET /api/b/v1", { code: 0, data: [] });
    await writeExample("missing", "GET /api/c/v1", { code: 0 });
    await writeExample("failure", "GET /api/d/v1", { code: 301, data: { reason: "text" } });
    await writeExample("typed", `GET ${path}`, { code: 0, data: "text" });
    await inferActions();
    const text = await readFile(join(folder, "overlays", "inferred.overlay.yaml"), "utf8");
    expect(text).toContain("ShopItemV1Data");
    expect(text).not.toMatch(/[ABCD]V1Data/u);
  });

  it.each([
    ["not JSON", "{", /not JSON/u],
    ["no operation", "{}", /"operation" is not/u],
    ["a strange operation", '{"operation":"GET a"}', /"operation" is not/u],
    ["no envelope", '{"operation":"GET /a","example":[]}', /"example" is not an envelope/u],
    ["not UTF-8", Buffer.from([0x22, 0xff, 0x22]), /not UTF-8/u],
  ])("names the file that is %s, in one line, and writes nothing", async (_what, content, problem) => {
    await writeExample("good", `GET ${path}`, { code: 0, data: { a: 1 } });
    await writeFile(join(folder, "examples", "bad.json"), content);
    const error = await inferActions().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: "SpecError", message: expect.stringMatching(problem) });
    expect(String(error)).toContain("bad.json");
    expect(String(error)).not.toContain("\n");
    expect(await readdir(join(folder, "overlays"))).toEqual([]);
  });

  it.each([[[]], [["a"]], [["a", "b", "--output", "c"]], [["a", "--output"]], [["a", "--to", "c"]]])(
    "explains its use when called with %j",
    async (args) => {
      await expect(infer(args)).rejects.toThrow(/^use: spec infer EXAMPLES_DIR --output FILE$/u);
    },
  );

  it("says so when the folder is missing or holds no examples", async () => {
    await expect(infer([join(folder, "none"), "--output", join(folder, "x")])).rejects.toThrow(/no such folder/u);
    await expect(infer([join(folder, "examples"), "--output", join(folder, "x")])).rejects.toThrow(/no \*\.json file/u);
  });
});

async function writeExample(name: string, operation: string, example: unknown): Promise<void> {
  await writeFile(join(folder, "examples", `${name}.json`), JSON.stringify({ operation, example }));
}

async function inferActions(): ReturnType<typeof readOverlays> {
  await infer([join(folder, "examples"), "--output", join(folder, "overlays", "inferred.overlay.yaml")]);
  return readOverlays(join(folder, "overlays"));
}

function createDocument(operationPath = path): JsonObject {
  const content = { "*/*": { schema: { $ref: "#/components/schemas/Result" } } };
  const document: JsonObject = {
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    paths: { [operationPath]: { get: { responses: { "200": { description: "OK", content } } } } },
    components: { schemas: { Result: { type: "object", properties: { code: { type: "integer" }, data: {} } } } },
  };
  return structuredClone(document);
}
