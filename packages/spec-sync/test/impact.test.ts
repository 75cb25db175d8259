import { expect, test } from "vitest";
import type { Change } from "../src/diff/change.ts";
import { formatImpact } from "../src/impact/format-impact.ts";
import { type Impact, judgeImpact } from "../src/impact/judge-impact.ts";
import { type ConsumerNeeds, readNeeds } from "../src/impact/read-needs.ts";
import { projectPaths } from "../src/project-paths.ts";

const operation = "GET /spread/v1";
const app: ConsumerNeeds = {
  consumer: "apps/table",
  operations: { [operation]: { parameters: ["range"], fields: ["list[].plays", "total"] } },
};

function judge(change: Partial<Change>, needs: ConsumerNeeds = app): Impact["verdict"] | undefined {
  const whole: Change = {
    kind: "parameter-removed",
    level: "major",
    operation,
    where: "",
    before: null,
    after: null,
    ...change,
  };
  return judgeImpact({ level: whole.level, changes: [whole], platforms: new Map() }, [needs])[0]?.verdict;
}

test("a breaking change of what an app uses breaks it", () => {
  expect(judge({ kind: "operation-removed" })).toBe("broken");
  expect(judge({ where: "query.range" })).toBe("broken");
  expect(judge({ kind: "res-type-changed", where: "reply 200 application/json.data.list[].plays" })).toBe("broken");
  expect(judge({ kind: "res-type-changed", where: "reply 200 application/json.data.list" })).toBe("broken");
});

test("what is required from now on breaks whoever calls the operation", () => {
  expect(judge({ kind: "required-parameter-added", where: "query.region" })).toBe("broken");
  expect(judge({ kind: "req-required-property-added", where: "body application/json.region" })).toBe("broken");
});

test("a breaking change of what an app leaves alone does not concern it", () => {
  expect(judge({ where: "query.page" })).toBe("unaffected");
  expect(judge({ kind: "res-property-removed", where: "reply 200 application/json.data.totals" })).toBe("unaffected");
  expect(judge({ operation: "GET /other/v1" })).toBe("unaffected");
});

test("where data is handed on whole, or users choose the operation, a break may concern it", () => {
  const needs = { parameters: [], fields: [], whole: true };
  const change = { kind: "res-property-removed", where: "reply 200 application/json.data.rest" } as const;
  expect(judge(change, { consumer: "apps/cli", operations: { [operation]: needs } })).toBe("possibly affected");
  expect(judge(change, { consumer: "apps/cli", operations: {}, anyOperation: true })).toBe("possibly affected");
});

test("a smaller change of what an app uses may concern it, an addition does not", () => {
  expect(judge({ kind: "parameter-deprecated", level: "minor", where: "query.range" })).toBe("possibly affected");
  expect(judge({ kind: "optional-parameter-added", level: "minor", where: "query.page" })).toBe("unaffected");
  expect(judge({ kind: "operation-added", level: "minor", operation: "GET /spread/v2" })).toBe("unaffected");
  expect(judge({ kind: "operation-added", level: "minor" })).toBe("unaffected"); // of what waited for it
});

test("a shared component concerns those whose operations reach it", () => {
  expect(judge({ operation: "*", where: "Result.code", usedBy: [operation] })).toBe("possibly affected");
});

test("the broken come first, with their reasons", () => {
  const changes: Change[] = [
    { kind: "parameter-removed", level: "major", operation, where: "query.range", before: null, after: null },
  ];
  const impacts = judgeImpact({ level: "major", changes, platforms: new Map() }, [
    { consumer: "apps/a", operations: {} },
    app,
  ]);
  expect(formatImpact(impacts)).toBe(
    "- `apps/table`: broken, because of `GET /spread/v1 query.range`\n- `apps/a`: unaffected",
  );
});

test("the project's own apps and packages say what they need", async () => {
  const needs = await readNeeds(projectPaths.root);
  const cli = needs.find(({ consumer }) => consumer === "apps/cli");
  const consumers = ["apps/cli", "apps/dashboard", "packages/core", "packages/otel", "packages/testing"];
  expect(needs.map(({ consumer }) => consumer)).toEqual(expect.arrayContaining(consumers));
  expect(cli?.anyOperation).toBe(true);
  const uses = cli?.operations["GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1"];
  expect(uses?.parameters).toContain("oAuthorId");
  expect(uses?.fields).toContain("play_mid");
});
