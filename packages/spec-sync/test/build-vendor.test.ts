import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCatalog } from "@just-one/document";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { run as build } from "../src/verbs/build.ts";
import { run as check } from "../src/verbs/check.ts";
import { run as pull } from "../src/verbs/pull.ts";
import { importCatalog, type LoadedEntry } from "./support/build-document.ts";
import { makeProject } from "./support/make-project.ts";
import { runSpec, type SpecRun } from "./support/run-spec.ts";
import { snapshotFolder } from "./support/snapshot-folder.ts";
import { typeCheck } from "./support/type-check.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";

const openapi = fileURLToPath(new URL("../../../openapi", import.meta.url));
const seedOperation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

describe.skipIf(!hasVendorFolder)("with the vendor's whole document (JUST_ONE_VENDOR_DIR)", () => {
  let folder: string;
  let before: Record<string, string>;
  let run: SpecRun;
  let catalog: readonly LoadedEntry[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "just-one-vendor-"));
    before = await snapshotFolder(openapi);
    run = await runSpec(["build", "--document", join(vendorFolder, "openapi.json"), "--out", folder]);
    ({ catalog } = await importCatalog(join(folder, "catalog.ts")));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("the build succeeds and leaves the project untouched", async () => {
    expect(run).toMatchObject({ code: 0, stdout: "" });
    expect(await snapshotFolder(openapi)).toEqual(before);
  });

  test("348 operations, 17 of them POST, 13 with the token in a form", () => {
    expect(catalog).toHaveLength(348);
    expect(catalog.filter(({ method }) => method === "POST")).toHaveLength(17);
    expect(catalog.filter(({ token }) => token === "form")).toHaveLength(13);
    expect(catalog.filter(({ token }) => token === "query")).toHaveLength(335);
  });

  test("46 are deprecated, 51 hidden, and cursors that look secret are ordinary parameters", () => {
    expect(catalog.filter(({ deprecated }) => deprecated)).toHaveLength(46);
    expect(catalog.filter(({ hidden }) => hidden)).toHaveLength(51);
    const names = new Set(catalog.flatMap(({ parameters }) => parameters).map(({ name }) => name));
    expect(names.has("token")).toBe(false);
    expect([...names]).toEqual(expect.arrayContaining(["userUrlToken", "pageToken", "cookies_buffer"]));
  });

  test("the same document read at run time gives the same catalog", async () => {
    expect(readCatalog(await readFile(join(vendorFolder, "openapi.json"), "utf8"))).toEqual(catalog);
  });

  test("one right call of every operation compiles, and one wrong call of each kind does not", async () => {
    const seed = JSON.stringify(seedOperation);
    await writeFile(
      join(folder, "calls.ts"),
      [
        'import type { Operations } from "./operations.ts";',
        "declare function call<K extends keyof Operations>(operation: K, params: Operations[K]['params']): void;",
        ...catalog.map((entry) => `call(${JSON.stringify(entry.operation)}, ${writeParameters(entry)});`),
        `call(${seed}, { oAuthorId: "1", unknownKey: 1 });`,
        `call(${seed}, {});`,
        `call(${seed}, { oAuthorId: "1", range: "DAY_7" });`,
        `call(${seed}, { oAuthorId: "1", token: "marked-token-for-tests" });`,
        `call("GET /api/no/such/path/v1", {});`,
        "",
      ].join("\n"),
    );
    const problems = await typeCheck(folder);
    const firstWrongLine = 3 + catalog.length;
    expect(problems.map((line) => /calls\.ts\((\d+),/u.exec(line)?.[1] ?? line)).toEqual(
      [0, 1, 2, 3, 4].map((offset) => String(firstWrongLine + offset)),
    );
    expect(problems.at(-1)).toMatch(/Argument of type '"GET \/api\/no\/such\/path\/v1"' is not assignable to/u);
  });

  test("a project that pulls it builds, and is current then", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => void vi.restoreAllMocks());
    const project = await makeProject();
    expect(await pull(["--from", join(vendorFolder, "openapi.json")], project)).toBe(0);
    expect(await build([], project)).toBe(0);
    expect(await check([], project)).toBe(0);
  });
});

/** Writes every parameter of an operation with a value the document allows. */
function writeParameters({ parameters }: LoadedEntry): string {
  return `{ ${parameters.map((parameter) => `${JSON.stringify(parameter.name)}: ${writeValue(parameter)}`).join(", ")} }`;
}

function writeValue({ types, enum: values }: LoadedEntry["parameters"][number]): string {
  if (values !== undefined) return JSON.stringify(values[0]);
  if (types.includes("boolean")) return "true";
  return types.includes("integer") || types.includes("number") ? "1" : '"text"';
}
