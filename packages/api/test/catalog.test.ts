import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { catalog } from "@just-one/api/catalog";

test("the catalog says of the seed's operation what its page says", () => {
  // The vendor's whole document holds it among 347 others.
  const entry = catalog.find(
    ({ operation }) => operation === "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
  );
  expect(entry).toMatchObject({
    token: "query",
    family: "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info",
    version: "v1",
    deprecated: false,
    hidden: false,
  });
  expect(entry?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ["oAuthorId", true],
    ["flowType", false],
    ["onlyAssign", false],
    ["platform", false],
    ["range", false],
    ["type", false],
  ]);
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
