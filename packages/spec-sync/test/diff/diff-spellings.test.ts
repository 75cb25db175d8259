import type { JsonValue } from "@just-one/document";
import { spellingComponents, spellingPairs } from "@just-one/document/spelling-pairs";
import { describe, expect, test } from "vitest";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { slots } from "./slots.ts";

describe.each(slots)("in $name,", ({ put }) => {
  const write = (schema: JsonValue) => {
    const { components = {}, ...document } = put(schema);
    const schemas = { ...spellingComponents, ...Object(components).schemas };
    return { ...document, components: { ...Object(components), schemas } };
  };

  test.each(spellingPairs)("%s is the same in two spellings", (_name, one, other) => {
    expect(diffDocuments(write(one), write(other)).changes).toEqual([]);
    expect(diffDocuments(write(other), write(one)).changes).toEqual([]);
  });
});
