import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readOperations } from "../src/document/read-operations.ts";
import { codeStatuses } from "../src/faults/code-statuses.ts";

test("the statuses of codes are those of the document's examples", () => {
  const file = new URL("../../../openapi/dist/openapi.json", import.meta.url);
  for (const { statuses } of readOperations(JSON.parse(readFileSync(file, "utf8"))).values()) {
    for (const [code, status] of statuses) expect([code, codeStatuses.get(code) ?? 200]).toEqual([code, status]);
  }
});
