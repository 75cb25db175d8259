import { readFile } from "node:fs/promises";
import { catalog } from "@just-one/api/catalog";
import { validators } from "@just-one/api/validators";
import { expect, test } from "vitest";

const [validator] = validators;

test("every validator is of an operation in the catalog", () => {
  const operations = new Set(catalog.map(({ operation }) => operation));
  expect(validators.map(({ operation }) => operations.has(operation))).toEqual([true]);
});

test("the recorded reply of the seed's operation fits, and one that differs is told by place", async () => {
  const file = new URL("../../../openapi/examples/douyin-xingtu.get-author-spread-info.v1.json", import.meta.url);
  const { example } = JSON.parse(await readFile(file, "utf8")) as { example: { data: object } };
  expect(validator?.check(example.data)).toEqual([]);
  expect(validator?.check({ ...example.data, interact_rate: { value: "2.44 %" }, new_field: 1 })).toEqual([
    { path: "data.interact_rate.value", expected: "integer", actual: "string" },
  ]);
});
