import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { catalog } from "@just-one/api/catalog";
import { prose } from "@just-one/api/prose";

const seed = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

test("the catalog says of the seed's operation what its page says", () => {
  // The vendor's whole document holds it among 347 others.
  const entry = catalog.find(({ operation }) => operation === seed);
  expect(entry).toMatchObject({ token: "query", deprecated: false, hidden: false });
  expect(entry?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ["oAuthorId", true],
    ["flowType", false],
    ["onlyAssign", false],
    ["platform", false],
    ["range", false],
    ["type", false],
  ]);
});

test("prose says of the seed's operation what its page says, and what its reply holds", () => {
  const told = prose.operations.find(({ operation }) => operation === seed);
  expect(told).toMatchObject({
    family: "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info",
    version: "v1",
    platform: "Douyin Xingtu",
  });
  expect(prose.platforms.find(({ name }) => name === told?.platform)?.aliases).toContain("星图");
  expect(told?.reply).toContainEqual(expect.stringMatching(/^ play_mid: string — Median plays .* Proven\.$/u));
});

test("whatever has words is in the catalog, and the other way round", () => {
  expect(prose.operations.map(({ operation }) => operation)).toEqual(catalog.map(({ operation }) => operation));
});

test("the token is in no entry", () => {
  expect(catalog.flatMap(({ parameters }) => parameters).filter(({ name }) => name === "token")).toEqual([]);
});

test("every operation of the catalog stands in the document", async () => {
  const document: { paths: Record<string, Record<string, unknown>> } = JSON.parse(
    await readFile(new URL("../../../openapi/dist/openapi.json", import.meta.url), "utf8"),
  );
  for (const { method, path } of catalog) expect(document.paths[path]).toHaveProperty(method.toLowerCase());
});
