import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkFile } from "../src/types/check-file.ts";
import { listCompletions } from "../src/types/list-completions.ts";
import { createSyntheticDocument } from "../src/types/synthetic-document.ts";
import {
  coreHead,
  createTypeProject,
  faceHead,
  type TypeProject,
  writeCoreCalls,
  writeFaceCalls,
} from "../src/types/type-project.ts";

// Counts of the compiler, the same on every machine; `pnpm bench types` has them for the vendor's own document.

describe.each([348, 3480])("with %i operations", (operations) => {
  let folder: string;
  let project: TypeProject;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "just-one-types-"));
    const document = join(folder, "document.json");
    await writeFile(document, JSON.stringify(createSyntheticDocument(operations)));
    project = await createTypeProject(folder, document);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("a call costs at most 40 type instantiations", async () => {
    const few = await checkFile(project, writeCoreCalls(project, 50));
    const many = await checkFile(project, writeCoreCalls(project, 100));
    expect([...few.errors, ...many.errors]).toEqual([]);
    expect((many.instantiations - few.instantiations) / 50).toBeLessThanOrEqual(40);
  });

  test("a wrong operation is one error on one line that names it", async () => {
    const wrong = await checkFile(project, withHead('client.call("GET /api/nowhere/v1", {});'));
    expect(wrong.errors).toEqual([
      expect.stringMatching(/^calls\.ts\(4,\d+\): error TS2345: .*"GET \/api\/nowhere\/v1".* 'keyof Operations'\.$/),
    ]);
  });

  test.runIf(operations === 348)(
    "a call in openapi-fetch's manner costs at most 60, and a wrong path is one error on one line",
    async () => {
      const few = await checkFile(project, writeFaceCalls(project, 50));
      const many = await checkFile(project, writeFaceCalls(project, 100));
      expect([...few.errors, ...many.errors]).toEqual([]);
      expect((many.instantiations - few.instantiations) / 50).toBeLessThanOrEqual(60);
      const wrong = await checkFile(
        project,
        withHead('client.GET("/api/nowhere/v1", { params: { query: {} } });', faceHead),
      );
      expect(wrong.errors).toEqual([
        expect.stringMatching(/^calls\.ts\(4,\d+\): error TS2345: .*"\/api\/nowhere\/v1"/),
      ]);
    },
  );

  test.runIf(operations === 348)(
    "an editor completes the path of every operation in openapi-fetch's manner, too",
    async () => {
      const offered = new Set<string>();
      for (const method of ["GET", "POST"]) {
        const labels = await listCompletions(project, withHead(`client.${method}("|", {});`, faceHead));
        for (const label of labels) offered.add(`${method} ${label}`);
      }
      expect(project.catalog.filter(({ operation }) => !offered.has(operation))).toEqual([]);
    },
  );

  test("an editor completes the path of every operation", async () => {
    const offered = new Set(await listCompletions(project, withHead('client.call("|", {});')));
    expect(project.catalog.filter(({ operation }) => !offered.has(operation))).toEqual([]);
    expect(project.catalog).toHaveLength(operations);
  });
});

test("a wrong operation costs at most 1,000 type instantiations with as many operations as the vendor has", async () => {
  const folder = await mkdtemp(join(tmpdir(), "just-one-types-"));
  try {
    const document = join(folder, "document.json");
    await writeFile(document, JSON.stringify(createSyntheticDocument(348)));
    const project = await createTypeProject(folder, document);
    const wrong = await checkFile(project, withHead('client.call("GET /api/nowhere/v1", {});'));
    expect(wrong.instantiations).toBeLessThanOrEqual(1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function withHead(line: string, head: readonly string[] = coreHead): string {
  return [...head, line, ""].join("\n");
}
