import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "@just-one/document";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { formatJson } from "../../src/diff/report/format-json.ts";
import { type Level, levels, maxLevel } from "../../src/diff/level.ts";
import { createRandom } from "../support/shuffle-json.ts";
import { createBase } from "./base-document.ts";
import { operationCases } from "./operation-cases.ts";
import { addNoise, inlineOnce, renameComponents, reword, shuffle } from "./rewrite-document.ts";
import { schemaCases } from "./schema-cases.ts";
import { slots } from "./slots.ts";

const aSeed = fc.integer();
const aSlot = fc.constantFrom(...slots);
const aSchemaCase = fc.constantFrom(...schemaCases);
/** A property that only one direction sees comes or goes with its name: those stand elsewhere. */
const aVisibleCase = fc.constantFrom(...schemaCases.filter(({ name }) => !name.includes("-only")));
/** Documents of every shape the corpus knows. */
const aDocument = fc.oneof(
  fc.constant(null).map(createBase),
  fc.tuple(aSlot, aSchemaCase).map(([{ put }, { before }]) => put(before)),
);

test("a document does not differ from itself", () => {
  fc.assert(
    fc.property(aDocument, (document) => {
      expect(diffDocuments(document, structuredClone(document)).changes).toEqual([]);
    }),
  );
});

test("order, names of components and extensions are no difference", () => {
  fc.assert(
    fc.property(aDocument, aSeed, (document, seed) => {
      const noisy = addNoise(renameComponents(shuffle(document, createRandom(seed))), createRandom(seed));
      expect(diffDocuments(document, noisy).changes).toEqual([]);
    }),
  );
});

test("components written out where they are used are no difference", () => {
  fc.assert(
    fc.property(aDocument, (document) => {
      expect(diffDocuments(document, inlineOnce(document)).changes).toEqual([]);
      expect(diffDocuments(inlineOnce(document), document).changes).toEqual([]);
    }),
  );
});

test("other words are a patch at most", () => {
  fc.assert(
    fc.property(aDocument, fc.string(), (document, words) => {
      const { level } = diffDocuments(document, reword(document, words));
      expect(["none", "patch"]).toContain(level);
    }),
  );
});

test("the result is the same twice, and for reordered documents", () => {
  fc.assert(
    fc.property(aSlot, aSchemaCase, aSeed, ({ put }, { before, after }, seed) => {
      const random = createRandom(seed);
      const diff = formatJson(diffDocuments(put(before), put(after)));
      expect(formatJson(diffDocuments(put(before), put(after)))).toBe(diff);
      expect(formatJson(diffDocuments(shuffle(put(before), random), shuffle(put(after), random)))).toBe(diff);
    }),
  );
});

test("several edits in different places have the highest of their levels", () => {
  const independent = operationCases.filter(({ name }) => !entangled.some((word) => name.includes(word)));
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...independent), { maxLength: 4 }), (edits) => {
      const after = createBase();
      const applied = edits.filter(({ edit }) => canApply(edit, after));
      const expected = applied.map(({ level }) => level).reduce<Level>(maxLevel, "none");
      expect(levels.indexOf(diffDocuments(createBase(), after).level)).toBe(levels.indexOf(expected));
    }),
  );
});

/** Edits that undo or hide each other when they come together. */
const entangled = [
  "operation is removed",
  "renamed",
  "moved",
  "moves",
  "replaced",
  "becomes",
  "goes",
  "left out",
  "written out",
  "loses",
  "own",
  "order",
  "lifted",
  "scope",
  "way in",
  "security",
  "body is added",
  "media type",
];

test("schemas side by side have the highest of their levels", () => {
  fc.assert(
    fc.property(aSlot, fc.array(aVisibleCase, { minLength: 1, maxLength: 4 }), ({ put, directions }, cases) => {
      const gather = (side: "before" | "after"): JsonValue => ({
        type: "object",
        properties: Object.fromEntries(cases.map((each, index) => [`property${index}`, each[side]])),
      });
      const expected = cases
        .flatMap((each) => directions.map((direction) => each[direction]))
        .reduce<Level>(maxLevel, "none");
      const { level } = diffDocuments(put(gather("before")), put(gather("after")));
      expect(level).toBe(expected);
    }),
  );
});

function canApply(edit: (document: JsonObject) => void, document: JsonObject): boolean {
  try {
    edit(document);
    return true;
  } catch {
    return false;
  }
}
