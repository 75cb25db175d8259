import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listOperations } from "../src/document/list-operations.ts";
import { checkDocument } from "../src/document/open-api-document.ts";
import { codeStatuses } from "../src/faults/code-statuses.ts";

test("the statuses of codes are those of the document's examples", () => {
  const file = new URL("../../../openapi/dist/openapi.json", import.meta.url);
  const document = checkDocument(JSON.parse(readFileSync(file, "utf8")));
  for (const { statuses } of listOperations(document).values()) {
    for (const [code, status] of statuses) expect([code, codeStatuses.get(code) ?? 200]).toEqual([code, status]);
  }
});
