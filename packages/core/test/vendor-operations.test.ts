import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Catalog, CatalogEntry, CatalogParameter, ParameterType } from "@just-one/api";
import { createClient } from "@just-one/core";
import { startMockServer } from "@just-one/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleClient } from "./support/bundle-client.ts";

const project = fileURLToPath(new URL("../../..", import.meta.url));
const document = path.resolve(project, process.env["JUST_ONE_VENDOR_DIR"] ?? "../shared/vendor", "openapi.json");

describe.skipIf(!existsSync(document))("the vendor's whole document (skipped without JUST_ONE_VENDOR_DIR)", () => {
  const token = "marked+token&for=tests";
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "just-one-core-"));
    const spec = path.join(project, "packages/spec-sync/src/main.ts");
    const build = ["--conditions=@just-one/source", spec, "build", "--document", document, "--out", folder];
    await promisify(execFile)(process.execPath, build);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("every one of its 348 operations succeeds once through the client and the mock", async () => {
    // Safe, here and below: this is what `spec build` writes.
    const { catalog } = (await import(pathToFileURL(path.join(folder, "catalog.ts")).href)) as { catalog: Catalog };
    const built = JSON.parse(await readFile(path.join(folder, "openapi.json"), "utf8")) as BuiltDocument;
    const server = await startMockServer({ document: built });
    const sent: Sent[] = [];
    const client = createClient<Record<string, { params: object; data: unknown }>>({
      token,
      baseUrl: server.url,
      catalog,
      retry: false,
      fetch: (url, init) => {
        sent.push(toSent(url, init));
        return fetch(url, init);
      },
    });

    const failed: unknown[] = [];
    for (const entry of catalog) {
      const result = await client.try(entry.operation, createParameters(entry, built));
      if (!result.ok) failed.push([entry.operation, result.error.message]);
    }
    await server.close();

    expect(failed).toEqual([]);
    expect(sent).toHaveLength(348);
    expect(sent.map(({ query, form }) => (form ?? query).get("token"))).toEqual(catalog.map(() => token));
    expect(catalog.filter((entry) => entry.token === "form")).toHaveLength(13);
    for (const [index, entry] of catalog.entries()) {
      expect(sent[index]?.query.has("token")).toBe(entry.token === "query");
      expect(sent[index]?.form?.has("token") ?? false).toBe(entry.token === "form");
    }
  });

  test("one of its operations is all that a bundle of `createCatalogClient` carries", async () => {
    const text = await readFile(path.join(folder, "catalog.ts"), "utf8");
    const one = "getYoutubeSearchV1";
    const bundle = await bundleClient("createCatalogClient", one, text);
    const whole = await bundleClient("createClient", one, text);
    const counts = [bundle, whole].map((code) => code.match(/operation: "(?:GET|POST) \/api/g)?.length);
    expect(counts).toEqual([1, 348]);
    expect(whole.length - bundle.length).toBeGreaterThan(200_000); // characters, before minification
  });
});

interface Sent {
  readonly query: URLSearchParams;
  /** Absent when the request had no body. */
  readonly form: URLSearchParams | undefined;
}

function toSent(url: unknown, init: RequestInit | undefined): Sent {
  const form = typeof init?.body === "string" ? new URLSearchParams(init.body) : undefined;
  return { query: new URL(String(url)).searchParams, form };
}

interface BuiltDocument {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters?: readonly BuiltParameter[] }>>>
  >;
}

interface BuiltParameter {
  readonly name: string;
  readonly schema: { readonly format?: string };
}

/** A value for every parameter: the first that is listed, else one of its first type and its format. */
function createParameters(entry: CatalogEntry, built: BuiltDocument): object {
  const described = built.paths[entry.path]?.[entry.method.toLowerCase()]?.parameters ?? [];
  return Object.fromEntries(
    entry.parameters.map((parameter) => {
      const format = described.find(({ name }) => name === parameter.name)?.schema.format;
      return [parameter.name, format === "date" ? "2026-11-24" : createValue(parameter)];
    }),
  );
}

function createValue({ enum: listed, types }: CatalogParameter): unknown {
  const [type = "string"] = types;
  return listed?.[0] ?? samples[type];
}

const samples: Readonly<Record<ParameterType, unknown>> = {
  string: "1",
  integer: 1,
  number: 1.5,
  boolean: true,
  array: ["1"],
  object: { a: "1" },
  null: null,
};
