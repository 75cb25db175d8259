import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { run as build } from "../src/verbs/build.ts";
import { run as check } from "../src/verbs/check.ts";
import { makeProject } from "./support/make-project.ts";

async function captureStderr(work: () => Promise<unknown>): Promise<string> {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await work();
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

test("what is committed is what build would write", async () => {
  const project = await makeProject("committed");
  let code: number | undefined;
  const stderr = await captureStderr(async () => {
    code = await check([], project);
  });
  expect(stderr).toBe("spec check: 6 generated files are current\n");
  expect(code).toBe(0);
});

test("every file that is edited or missing is named, and build mends it", async () => {
  const project = await makeProject("committed");
  const operations = join(project.generated, "operations.ts");
  await appendFile(operations, "\n");
  await rm(project.builtDocument);
  let code: number | undefined;
  const stderr = await captureStderr(async () => {
    code = await check([], project);
  });
  expect(stderr.split("\n")).toEqual([
    `spec check: ${project.builtDocument}: missing; run pnpm spec build`,
    `spec check: ${operations}: not what build would write; run pnpm spec build`,
    "",
  ]);
  expect(code).toBe(1);

  await captureStderr(() => build([], project));
  await captureStderr(async () => {
    code = await check([], project);
  });
  expect(code).toBe(0);
});

test("a document edited by hand no longer fits its lock", async () => {
  const project = await makeProject();
  const text = await readFile(project.document, "utf8");
  await writeFile(project.document, text.replace("Author Spread Info", "Author Spread Infos"));
  await expect(check([], project)).rejects.toThrow(/openapi\.lock\.json: "sha256" does not fit .*just-one-api\.json/u);
});

test("a lock without a source is refused", async () => {
  const project = await makeProject();
  await writeFile(project.lock, "{}");
  await expect(check([], project)).rejects.toThrow(/openapi\.lock\.json: "source" or "date" is missing/u);
});

test("a document that cannot be read is named, and nothing is written", async () => {
  const project = await makeProject();
  await writeFile(project.document, '{"swagger": "2.0"}');
  await rm(project.generated, { recursive: true });
  await expect(check([], project)).rejects.toThrow(/just-one-api\.json:1:2: \/swagger: OpenAPI \(Swagger\) 2\.0/u);
  await expect(readFile(join(project.generated, "catalog.ts"), "utf8")).rejects.toThrow(/ENOENT/u);
});
