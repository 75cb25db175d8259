import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodeJson, writeDeepJson } from "@just-one/encoders";

test("writes what the platform writes", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(writeDeepJson(value, JSON.stringify)).toBe(JSON.stringify(value));
    }),
  );
  const holes = { none: undefined, list: [undefined, () => 1, { none: undefined }], "": -0 };
  expect(writeDeepJson(holes, JSON.stringify)).toBe(JSON.stringify(holes));
});

test.each([0, 2])("writes for a terminal what is nested deeper than the platform goes, with indent %d", (indent) => {
  const text = `${'{"a":['.repeat(20_000)}"\\u001b"${"]}".repeat(20_000)}`;
  expect(encodeJson(JSON.parse(text), indent)).toBe(`${text}\n`);
  const deep: unknown = JSON.parse(text);
  expect(encodeJson({ long: 7048929565493690398n, deep }, indent)).toBe(
    `{"long":7048929565493690398,"deep":${text}}\n`,
  );
});
