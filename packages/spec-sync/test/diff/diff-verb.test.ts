import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { runSpec } from "../support/run-spec.ts";
import { createBase } from "./base-document.ts";
import { add, move, set, take } from "./edit-document.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "spec-diff-"));
  const after = createBase();
  take(after, "paths /orders/{id}");
  move(after, "paths /things/v1 get", "paths /things/v1 post");
  add(after, "components schemas Envelope properties code enum", 303);
  set(after, "info description", "Other words");
  await Promise.all([
    writeFile(join(folder, "old.json"), JSON.stringify(createBase())),
    writeFile(join(folder, "new.json"), `\u{FEFF}${JSON.stringify(after, null, 2)}`),
    writeFile(join(folder, "cut.json"), JSON.stringify(createBase()).slice(0, -9)),
    writeFile(join(folder, "list.json"), "[]"),
    writeFile(join(folder, "dangling.json"), JSON.stringify({ ...createBase(), components: {} })),
    writeFile(join(folder, "circle.json"), JSON.stringify(createCircle())),
    writeFile(join(folder, "self.json"), JSON.stringify(createWithSchema({ $ref: "#/components/schemas/A" }), null, 1)),
    writeFile(join(folder, "chain.json"), JSON.stringify(createChain())),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files, and nothing else, have names that end so. */
const locate = (arg: string): string => (/^\w+\.json$|^\.$/u.test(arg) ? join(folder, arg) : arg);
const diff = (...args: string[]): ReturnType<typeof runSpec> => runSpec(["diff", ...args.map(locate)]);

describe("spec diff", () => {
  test("prints exactly the promised JSON and exits with 0 although callers break", async () => {
    const { code, stdout, stderr } = await diff("old.json", "new.json", "--format", "json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { impact, ...rest } = JSON.parse(stdout) as { impact: unknown };
    expect(rest).toEqual({
      level: "major",
      changes: [
        {
          kind: "operation-removed",
          level: "major",
          operation: "GET /orders/{id}",
          where: "",
          before: "GET /orders/{id}",
          after: null,
        },
        {
          kind: "operation-method-changed",
          level: "major",
          operation: "GET /things/v1",
          where: "",
          before: "GET /things/v1",
          after: "POST /things/v1",
        },
        {
          kind: "res-enum-value-added",
          level: "minor",
          operation: "*",
          where: "components.schemas.Envelope.code",
          before: null,
          after: [303],
        },
        {
          kind: "prose-changed",
          level: "patch",
          operation: "*",
          where: "info#description",
          before: "About things.",
          after: "Other words",
        },
      ],
    });
    const because = ["GET /orders/{id}", "GET /things/v1"];
    expect(impact).toContainEqual({ consumer: "apps/cli", verdict: "possibly affected", because });
    expect(impact).toContainEqual({ consumer: "packages/otel", verdict: "unaffected", because: [] });
  });

  test("prints an empty list for a document and itself, which concerns nobody", async () => {
    const { code, stdout } = await diff("old.json", "old.json", "--format=json");
    const { impact, ...rest } = JSON.parse(stdout) as { impact: { verdict: string }[] };
    expect([code, rest]).toEqual([0, { level: "none", changes: [] }]);
    expect(new Set(impact.map(({ verdict }) => verdict))).toEqual(new Set(["unaffected"]));
  });

  test("prints text unless told otherwise", async () => {
    const { code, stdout } = await diff("old.json", "new.json");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^major: callers have to act/u);
    expect((await diff("old.json", "new.json", "--format", "markdown")).stdout).toMatch(
      /^\*\*major: callers have to act/u,
    );
  });

  test.each([
    ["a missing file", ["old.json", "missing.json"], "missing.json: no such file"],
    ["a folder", [".", "old.json"], "is a folder"],
    ["half a document", ["cut.json", "old.json"], "cut.json:1:"],
    ["something else than a document", ["old.json", "list.json"], "list.json:1:1: /: not an OpenAPI document"],
    ["a reference to nothing", ["old.json", "dangling.json"], "leads nowhere"],
    ["a reference in a circle", ["circle.json", "circle.json"], "circle.json"],
    [
      "a schema that is only itself",
      ["old.json", "self.json"],
      /self\.json:\d+:\d+: \/components\/schemas\/A\/\$ref: /u,
    ],
    [
      "more bases in a row than can be followed",
      ["chain.json", "chain.json"],
      /chain\.json or .*chain\.json: schemas/u,
    ],
    ["one file", ["old.json"], "expected two files"],
    ["three files", ["old.json", "old.json", "old.json"], "expected two files"],
    ["an unknown format", ["old.json", "old.json", "--format", "pdf"], 'no format "pdf"'],
    ["an inherited name as format", ["old.json", "old.json", "--format", "constructor"], 'no format "constructor"'],
    ["an unknown option", ["old.json", "old.json", "--fast"], "--fast"],
  ])("refuses %s in one line and exits with 1", async (_name, args, message) => {
    const { code, stdout, stderr } = await diff(...args);
    expect({ code, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({ code: 1, stdout: "", lines: 1 });
    expect(stderr).toMatch(/^spec diff: /u);
    expect(stderr).toMatch(message);
  });
});

function createWithSchema(schema: JsonObject): JsonObject {
  const document = createBase();
  set(document, "components schemas A", schema);
  return document;
}

function createChain(): JsonObject {
  const document = createBase();
  for (let index = 0; index < 5000; index += 1) {
    const next = { $ref: `#/components/schemas/C${index + 1}` };
    set(document, `components schemas C${index}`, { allOf: [next, { minLength: 1 }] });
  }
  set(document, "components schemas C5000", { type: "string" });
  set(document, "components schemas Thing", { $ref: "#/components/schemas/C0" });
  return document;
}

function createCircle(): ReturnType<typeof createBase> {
  const document = createBase();
  set(document, "components schemas Thing", { $ref: "#/components/schemas/Person" });
  set(document, "components schemas Person", { $ref: "#/components/schemas/Thing" });
  return document;
}
