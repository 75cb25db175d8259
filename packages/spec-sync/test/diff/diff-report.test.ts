import { describe, expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { formatJson } from "../../src/diff/report/format-json.ts";
import { formatMarkdown } from "../../src/diff/report/format-markdown.ts";
import { formatText } from "../../src/diff/report/format-text.ts";
import { createBase } from "./base-document.ts";
import { add, move, set, take } from "./edit-document.ts";
import { createDocument } from "./slots.ts";

const list = "paths /things/v1 get";

function diffAfter(...edits: ((document: JsonObject) => void)[]): ReturnType<typeof diffDocuments> {
  const after = createBase();
  for (const edit of edits) edit(after);
  return diffDocuments(createBase(), after);
}

describe("the report", () => {
  const diff = diffAfter(
    (d) => move(d, `${list} parameters 1 name`, `${list} parameters 1 unused`),
    (d) => {
      take(d, `${list} parameters 1 unused`);
      set(d, `${list} parameters 1 name`, "page");
    },
    (d) => void take(d, "paths /orders/v1"),
    (d) => set(d, `${list} summary`, "Other"),
    (d) => set(d, "components schemas Thing properties id", { type: "integer" }),
  );

  test("leads with what breaks callers, by platform and operation, and says what to do", () => {
    expect(formatText(diff)).toBe(`major: callers have to act; 3 major, 1 patch changes

MAJOR (3)

  Orders
    POST /orders/v1
      - operation removed. Stop calling it.

  Things
    GET /things/v1
      - components.schemas.Thing.id: type changed (string -> integer). Read the new type.
      - query.pageIndex: parameter renamed (pageIndex -> page). Pass it under its new name.

PATCH

  1 × prose changed
`);
  });

  test("says the same in Markdown", () => {
    expect(formatMarkdown(diff)).toBe(`**major: callers have to act; 3 major, 1 patch changes**

## Major (3)

### Orders

- \`POST /orders/v1\`
  - operation removed. **Stop calling it.**

### Things

- \`GET /things/v1\`
  - \`components.schemas.Thing.id\`: type changed (\`string\` → \`integer\`). **Read the new type.**
  - \`query.pageIndex\`: parameter renamed (\`pageIndex\` → \`page\`). **Pass it under its new name.**

## Patch

- 1 × prose changed
`);
  });

  test("tells a change of a shared schema once, with the operations that use it", () => {
    const shared = diffAfter((d) => add(d, "components schemas Envelope properties code enum", 303));
    expect(shared.changes).toHaveLength(1);
    expect(shared.changes[0]).toMatchObject({
      operation: "*",
      where: "components.schemas.Envelope.code",
      usedBy: ["GET /things/v1", "POST /orders/v1"],
    });
    expect(formatText(shared)).toContain("components.schemas.Envelope, used by 2 operations");
  });

  test("tells a shared schema once although one side writes it out everywhere", () => {
    const before = createBase();
    const after = createBase();
    const failure = { description: "Failed", content: { "application/json": { schema: { type: "object" } } } };
    set(before, "components responses Failure", structuredClone(failure));
    for (const place of [`${list} responses 404`, "paths /orders/v1 post responses default"]) {
      set(after, place, { ...failure, content: { "application/json": { schema: { type: "array" } } } });
    }
    expect(diffDocuments(before, after).changes).toMatchObject([
      { kind: "res-type-changed", operation: "*", where: "components.responses.Failure application/json" },
    ]);
  });

  test("judges a schema of both directions in both and takes the higher level", () => {
    const narrowed = diffDocuments(putBothWays({ type: "number" }), putBothWays({ type: "integer" }));
    const widened = diffDocuments(putBothWays({ type: "integer" }), putBothWays({ type: "number" }));
    expect(narrowed.changes.map(({ kind, level }) => [kind, level])).toEqual([["req-type-narrowed", "major"]]);
    expect(widened.changes.map(({ kind, level }) => [kind, level])).toEqual([["res-type-widened", "major"]]);
  });

  test("joins what is the same in many operations, and names only some", () => {
    const before = createDocument({});
    const after = createDocument({});
    for (let index = 0; index < 40; index += 1) {
      const responses = { 200: { description: "" } };
      set(before, `paths /p${index}`, { get: { tags: ["Many"], responses } });
      set(after, `paths /p${index}`, {
        get: { tags: ["Many"], responses: { ...responses, 429: { description: "" } } },
      });
    }
    const text = formatText(diffDocuments(before, after));
    expect(text).toContain("40 operations\n      - reply 429: response status added (429)\n      in GET /p0, ");
    expect(text).toContain("and 35 more");
    expect(text.split("\n").length).toBeLessThan(12);
  });

  test("lets no text of a document become markup, markers or terminal codes", () => {
    const hostile = "a`b`` <script>\u001B[31m\n## x\u2028\u202E __proto__ ${x} */";
    const before = createDocument({ tags: ["<img> [x](y) `"], parameters: [] });
    const after = createDocument({
      tags: ["<img> [x](y) `"],
      parameters: [{ in: "query", name: hostile, required: true, schema: { enum: [hostile] } }],
    });
    const diffed = diffDocuments(before, after);
    const markdown = formatMarkdown(diffed);
    expect(markdown).toContain("### \\<img\\> \\[x\\]\\(y\\) \\`");
    // Every line that shows the name keeps it inside a longer run of backticks than it holds.
    const line = markdown.split("\n").find((each) => each.includes("<script>")) ?? "";
    expect(line).toMatch(/^ {2}- ``` query\..*``` \.?/u);
    for (const report of [markdown, formatText(diffed)]) {
      expect(["\u001B", "\u2028", "\u202E", "\n## x"].filter((text) => report.includes(text))).toEqual([]);
    }
    expect(formatJson(diffed)).not.toContain("\u001B");
  });
});

/** Puts a component into a document that sends and reads it. */
function putBothWays(schema: JsonObject): JsonObject {
  const reference = { schema: { $ref: "#/components/schemas/S" } };
  return createDocument(
    {
      parameters: [{ in: "query", name: "q", ...reference }],
      responses: { 200: { description: "", content: { "application/json": reference } } },
    },
    { schemas: { S: schema } },
  );
}
