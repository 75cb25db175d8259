import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { collectNeeds, type Reader } from "../src/needs/collect-needs.ts";
import type { Needs } from "../src/needs/needs.ts";
import { listUntypedNeeds } from "../src/needs/untyped-needs.ts";

const generated = `
interface Band { low: string; high: string }
interface Tree { name: string; children?: Tree[] }
export interface ThingData { id: string; cost: Band; price: Band; list: { title: string; tags: string[] }[]; byId: { [id: string]: { n: number } }; tree: Tree | null }
export interface Operations {
  "GET /things/v1": { params: { id: string; page?: number | undefined; kind?: "A" | "B" | undefined }; data: ThingData };
  "GET /others/v1": { params: { id: string }; data: unknown };
}`;
const catalog = `
export interface Entry { operation: string }
export const getOthersV1: Entry = { operation: "GET /others/v1" };
export const catalog: readonly Entry[] = [getOthersV1];
`;
const client = `
import type { Operations } from "../api/src/generated/operations.ts";
export type Success<K extends keyof Operations> = { data: Operations[K]["data"]; ok: true };
export declare function call<K extends keyof Operations>(operation: K, params: Operations[K]["params"]): Promise<Success<K>>;
export declare function readThing(success: { data: unknown }): string;
`;

/** What a consumer with this code needs. */
async function collect(
  code: string,
  readers: readonly Reader[] = [],
  more: Record<string, string> = {},
): Promise<Needs> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-needs-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = {
    "api/src/generated/operations.ts": generated,
    "api/src/generated/catalog.ts": catalog,
    "lib/client.ts": client,
    "app/src/main.ts": `import { call, readThing } from "../../lib/client.ts";\n${code}\nexport { call, readThing };`,
    "app/tsconfig.json": JSON.stringify({
      compilerOptions: {
        strict: true,
        module: "nodenext",
        target: "es2023",
        allowImportingTsExtensions: true,
        noEmit: true,
        types: [],
      },
      include: ["src", "test"],
    }),
  };
  for (const [name, text] of Object.entries({ ...files, ...more })) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return collectNeeds({ folder: join(folder, "app"), readers });
}

const thing = "GET /things/v1";

test("operations, parameters and fields that the code names are needed, and no others", async () => {
  const needs = await collect(`
    const { data } = await call("GET /things/v1", { id: "1", page: 2 });
    console.log(data.cost.low, data.list[0]?.title);
  `);
  expect(needs).toEqual({
    operations: {
      [thing]: {
        parameters: ["id", "page"],
        fields: ["cost", "cost.low", "list", "list[].title", "price.low"],
        whole: false,
      },
    },
    anyOperation: false,
  });
});

test.each([
  [
    "destructuring",
    "const { cost: { high }, list: [{ title }] } = data as Required<typeof data>;",
    ["cost.high", "list[].title"],
  ],
  ["brackets", 'data["id"];', ["id"]],
  ["optional chains", "data.tree?.children?.[0]?.name;", ["tree", "tree.children", "tree.name"]],
  ["maps", 'data.byId["7"]?.n;', ["byId", "byId[].n"]],
  ["callbacks", "data.list.map((item) => item.tags);", ["list[].tags"]],
  ["parameters of functions", "((x: { id: string } & typeof data) => x.price.high)(data);", ["price.high"]],
])("fields are seen through %s", async (_, use, fields) => {
  const needs = await collect(`const { data } = await call("GET /things/v1", { id: "1" }); ${use}`);
  expect(needs.operations[thing]?.fields).toEqual(expect.arrayContaining(fields));
});

test("parameters are seen in objects that are made before the call", async () => {
  const needs = await collect(`
    import type { Operations } from "../../api/src/generated/operations.ts";
    type P = Operations["GET /things/v1"]["params"];
    const some: Omit<P, "id"> = { kind: "A" };
    const all: P = { id: "1", ...some };
    if (all.page !== undefined) await call("GET /things/v1", all);
  `);
  expect(needs.operations[thing]?.parameters).toEqual(["id", "kind", "page"]);
});

test("data that goes somewhere untyped is needed as a whole, data that stays typed is not", async () => {
  const begin = 'const success = await call("GET /things/v1", { id: "1" });';
  expect((await collect(`${begin} console.log(success);`)).operations[thing]?.whole).toBe(true);
  expect((await collect(`${begin} JSON.stringify([success.data]);`)).operations[thing]?.whole).toBe(true);
  expect((await collect(`${begin} ((x: typeof success) => x.ok)(success);`)).operations[thing]?.whole).toBe(false);
  expect((await collect(`${begin} String(success.data.id);`)).operations[thing]?.whole).toBe(false);
});

test("a reader's fields are needed in place of the whole", async () => {
  const readers = [{ name: "readThing", operation: thing, fields: ["cost.low"] }];
  const needs = await collect('readThing(await call("GET /things/v1", { id: "1" }));', readers);
  expect(needs.operations[thing]).toMatchObject({ fields: ["cost.low"], whole: false });
});

test("the catalog's constants are their operations, and the catalog itself is any", async () => {
  const importing = 'import { catalog, getOthersV1 } from "../../api/src/generated/catalog.ts";';
  const one = await collect(`${importing} console.log(getOthersV1);`);
  expect(one).toMatchObject({ operations: { "GET /others/v1": { parameters: [] } }, anyOperation: false });
  const any = await collect(`${importing} console.log(catalog.length);`);
  expect(any).toMatchObject({ operations: {}, anyOperation: true });
});

test("who reads the whole document can answer for any operation, also without its types", async () => {
  const folder = { "app/src/main.ts": 'export const file = import.meta.resolve("@just-one/api/openapi.json");' };
  expect(await collect("", [], folder)).toEqual({ operations: {}, anyOperation: true });
});

test("core needs what its readers read and its table of pagers holds, though no type says so", () => {
  const readers = [{ name: "readThing", operation: thing, fields: ["cost.low"] }];
  const needs = listUntypedNeeds("packages/core", readers);
  expect(needs).toContainEqual({ operation: thing, parameters: [], fields: ["cost.low"], whenPresent: false });
  const operation = "GET /api/twitter/get-user-posts/v1";
  const fields = ["timeline", "next_cursor"];
  expect(needs).toContainEqual({ operation, parameters: ["cursor"], fields, whenPresent: true });
  expect(listUntypedNeeds("apps/cli", readers)).toEqual([]);
});

test("making data of one's own, as tests and mocks do, needs no field of it", async () => {
  const needs = await collect(`
    import type { ThingData } from "../../api/src/generated/operations.ts";
    const band = { low: "", high: "" };
    export const made: ThingData = { id: "", cost: band, price: band, list: [], byId: {}, tree: null };
  `);
  expect(needs.operations).toEqual({});
});

test("a part with settings of its own counts, tests do not", async () => {
  const part = `import { call } from "../../lib/client.ts"; export const a = call("GET /others/v1", { id: "1" });`;
  const files = {
    "app/page/tsconfig.json":
      '{"compilerOptions":{"strict":true,"allowImportingTsExtensions":true,"noEmit":true,"module":"nodenext"}}',
    "app/page/page.ts": part,
    "app/test/app.test.ts": part.replace("others", "things"),
    "app/src/vite.config.ts": part.replace("others", "things"),
  };
  expect(Object.keys((await collect("", [], files)).operations)).toEqual(["GET /others/v1"]);
});

test("a folder without a tsconfig is an error that names it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "just-one-needs-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  expect(() => collectNeeds({ folder, readers: [] })).toThrow("tsconfig.json");
  await expect(readFile(join(folder, "operations.json"))).rejects.toThrow("ENOENT");
});
