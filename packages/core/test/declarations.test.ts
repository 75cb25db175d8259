import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { forgiveMissing } from "@just-one/tsconfig/forgive-missing.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as index from "../src/index.ts";
import * as lean from "../src/lean.ts";
import * as node from "../src/node.ts";
import * as openapiFetch from "../src/openapi-fetch.ts";
import * as xingtu from "../src/xingtu.ts";
import { createTestClient } from "./support/create-test-client.ts";

// A project of somebody else's that has core and not what core depends on, as pnpm installs it: the compiler can write a
// type that it has inferred into a declaration file only if core's own entries name it.

const core = fileURLToPath(new URL("../", import.meta.url));
const entries: Readonly<Record<string, object>> = { index, lean, node, "openapi-fetch": openapiFetch, xingtu };

const typescript6 = join(core, "../../tooling/codegen");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "just-one-declarations-"));
  const store = join(folder, "store/node_modules/@just-one");
  await declare("api", join(store, "api"));
  await declare("secrets", join(store, "secrets")); // which the published core has in it
  await declare("core", join(store, "core"));
  // Beside core, as pnpm has it, and out of the project's reach.
  for (const name of ["openapi-fetch", "undici"]) {
    await symlink(join(core, "node_modules", name), join(folder, "store/node_modules", name));
  }
  await mkdir(join(folder, "node_modules/@just-one"), { recursive: true });
  await symlink(join(store, "core"), join(folder, "node_modules/@just-one/core"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lays a package of the workspace down as it is published, declarations only. */
async function declare(name: string, to: string): Promise<void> {
  const from = join(core, "..", name);
  await mkdir(to, { recursive: true });
  const settings = {
    extends: join(from, "tsconfig.json"),
    include: [join(from, "src")],
    compilerOptions: emit(from, to),
  };
  await writeFile(join(to, "tsconfig.json"), JSON.stringify(settings));
  expect(await compile(core, to)).toBe("");
  const {
    exports,
    private: isBundled,
    publishConfig = {},
  } = JSON.parse(await readFile(join(from, "package.json"), "utf8")) as Manifest;
  // Without bundling each declaration lies where its source does.
  const laid = new Map(
    Object.entries(exports).map(([entry, conditions]) => {
      const source = typeof conditions === "string" ? conditions : (conditions["@just-one/source"] ?? "");
      return [entry, source.replace("./src/", "./dist/").replace(/\.ts$/, ".d.ts")];
    }),
  );
  const { types, typesVersions } = publishConfig;
  const older = Object.keys(typesVersions?.["*"] ?? {}).map((entry) => [entry, [laid.get(`./${entry}`)]]);
  const manifest = {
    name: `@just-one/${name}`,
    type: "module",
    exports: Object.fromEntries([...laid].map(([entry, path]) => [entry, { types: path }])) as object,
    ...((types ?? isBundled) && { types: laid.get(".") }),
    ...(typesVersions && { typesVersions: { "*": Object.fromEntries(older) as object } }),
  };
  await writeFile(join(to, "package.json"), JSON.stringify(manifest));
}

function emit(from: string, to: string): object {
  const out = { noEmit: false, emitDeclarationOnly: true, rootDir: join(from, "src"), outDir: join(to, "dist") };
  return { ...out, typeRoots: [join(core, "node_modules/@types")] };
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly private?: boolean;
  readonly publishConfig?: {
    readonly types?: string;
    readonly typesVersions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  };
}

const run = promisify(execFile);

/** What a compiler says of a project; nothing when all is well. */
async function compile(of: string, project: string): Promise<string> {
  const tsc = join(dirname(createRequire(join(of, "package.json")).resolve("typescript/package.json")), "bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", project, "--pretty", "false"]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

/** A file that exports what every function of an entry returns, and what every class makes, without saying its type. */
function writeExports(name: string, exported: object): string {
  const names = Object.entries(exported).filter(([, value]) => typeof value === "function");
  const lines = names.map(([own, value]) =>
    String(value).startsWith("class")
      ? `export const a${own} = entry.${own}; export const one${own} = null! as InstanceType<typeof entry.${own}>;`
      : `export const ${own}Made = entry.${own}(...(null! as Parameters<typeof entry.${own}>));`,
  );
  const clients = { index: "createClient", lean: "createLeanClient" };
  const maker = name === "index" || name === "lean" ? clients[name] : undefined;
  const made =
    maker === undefined
      ? []
      : Object.keys(createTestClient({})).filter((key) => name === "index" || /^(call|try)$/.test(key));
  const members = made.map((key) => `export const its_${key} = ${maker}Made.${key};`);
  const calls =
    maker === undefined ? [] : [`export const called = ${maker}Made.try("${operation}", { oAuthorId: "1" });`];
  const stage = name === "index" || name === "lean" ? [stageOfOnesOwn] : [];
  return [`import * as entry from "${toSpecifier(name)}";`, ...lines, ...members, ...calls, ...stage].join("\n");
}

function toSpecifier(entry: string): string {
  return entry === "index" ? "@just-one/core" : `@just-one/core/${entry}`;
}

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const stageOfOnesOwn =
  "export const stage = { aroundCall: (call, next) => next(), aroundAttempt: async (call, next) => ({ call, outcome: await next() }).outcome } satisfies entry.Stage;";

const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };

describe.each([
  ["TypeScript 7", core],
  ["TypeScript 6", typescript6],
])("%s", (version, of) => {
  test("names every type that an export has in its own entry, and tells results apart", async () => {
    const project = join(folder, version);
    const files = Object.entries(entries).map(
      ([name, exported]) => [`${name}.ts`, writeExports(name, exported)] as const,
    );
    await writeProject(project, { ...strict, declaration: true, emitDeclarationOnly: true, outDir: "out" }, [
      ...files,
      ["results.ts", readsResults],
    ]);
    expect(await compile(of, project)).toBe("");
    for (const name of Object.keys(entries)) {
      const declared = await readFile(join(project, `out/${name}.d.ts`), "utf8");
      const named = [...declared.matchAll(/(?:from |import\()"([^"]+)"/g)].map(([, specifier]) => specifier);
      expect([...new Set(named)]).toEqual([toSpecifier(name)]);
      expect(declared).not.toMatch(/: any\b/);
    }
  });

  test("tells results and errors apart with loose settings, too", async () => {
    const project = join(folder, `${version}, loose`);
    await writeProject(project, { strict: false, noEmit: true }, [["results.ts", readsResults]]);
    expect(await compile(of, project)).toBe("");
  });
});

const withoutDom = { lib: ["es2022"], types: ["node"], typeRoots: [join(core, "node_modules/@types")] };
const node10 = { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" };

describe("in a project without undici, libraries checked", () => {
  let outside: string;
  beforeAll(async () => {
    outside = join(folder, "without-undici");
    for (const name of ["api", "secrets", "core"]) {
      const to = join(outside, "node_modules/@just-one", name);
      await cp(join(folder, "store/node_modules/@just-one", name), to, { recursive: true });
    }
    await symlink(join(core, "node_modules/openapi-fetch"), join(outside, "node_modules/openapi-fetch"));
    const options = join(outside, "node_modules/@just-one/core/dist/node/pooled-fetch-options.d.ts");
    await writeFile(options, forgiveMissing(await readFile(options, "utf8"), ["undici"])); // as the build does
  });

  test.each([
    ["TypeScript 7 without DOM, with Node's types", core, withoutDom],
    ["TypeScript 6 as node10, for CommonJS", typescript6, node10],
  ] as const)("%s finds all entries and accepts them", async (name, of, settings) => {
    const project = join(outside, name);
    await writeProject(project, { ...strict, ...settings, noEmit: true, skipLibCheck: false }, [
      ["results.ts", readsResults],
      [
        "entries.ts",
        Object.keys(entries)
          .map((entry) => `import "${toSpecifier(entry)}";`)
          .join("\n") + readsEntries,
      ],
    ]);
    expect(await compile(of, project)).toBe("");
  });
});

const readsEntries = `
import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadInfo } from "@just-one/api/catalog";
import { createCatalogClient } from "@just-one/core";
import { createPooledFetch } from "@just-one/core/node";
export const made = createPooledFetch({ maxConnections: 3 }).then((fetch) => createCatalogClient({ fetch, catalog: [spreadInfo] }));
`;

async function writeProject(
  project: string,
  settings: object,
  files: readonly (readonly [string, string])[],
): Promise<void> {
  await mkdir(project, { recursive: true });
  for (const [name, text] of files) await writeFile(join(project, name), text);
  const compilerOptions = {
    target: "es2023",
    module: "nodenext",
    lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"],
    types: [],
    ...settings,
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
}

const readsResults = `
import { type Client, JustOneError } from "@just-one/core";
declare const client: Client;
export async function read(): Promise<string | number | undefined> {
  const result = await client.try("${operation}", { oAuthorId: "1" });
  if (result.ok) return result.data.play_mid;
  else if (result.error.kind === "api") return result.error.code;
  const { data, error } = await client.try("${operation}", { oAuthorId: "1" });
  if (error) {
    switch (error.kind) {
      case "timeout": return error.limitMs;
      case "validation": return error.issues[0]?.message;
      default: return error.message;
    }
  }
  return data.play_mid;
}
export function guard(value: unknown): number | undefined {
  return JustOneError.is(value) && value.kind === "timeout" ? value.limitMs : undefined;
}
`;
