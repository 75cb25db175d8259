import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildOutputs } from "../src/build/build-outputs.ts";
import { readBuildInputs } from "../src/build/read-build-inputs.ts";
import { readExamples } from "../src/build/read-examples.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

async function writeExamples(files: Record<string, string>): Promise<string> {
  const folder = await makeTemporaryFolder();
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}

const example = (envelope: string, operation = "GET /a"): string =>
  `{"operation": "${operation}", "example": ${envelope}}`;

test("the first success by file name counts; failures and other files do not", async () => {
  const folder = await writeExamples({
    "1.json": example('{"code": 301}'),
    "2.json": example('{"code": 0, "data": "second"}'),
    "3.json": example('{"code": 0, "data": "third"}'),
    "notes.txt": "not JSON",
  });
  expect(await readExamples(folder)).toEqual(new Map([["GET /a", { code: 0, data: "second" }]]));
});

test("an integer beyond 2^53 is kept whole, as the text that the client delivers", async () => {
  const folder = await writeExamples({ "1.json": example('{"code": 0, "data": [7048929565493690398, 7, 1.5]}') });
  expect((await readExamples(folder)).get("GET /a")).toEqual({ code: 0, data: ["7048929565493690398", 7, 1.5] });
});

test("no folder means no examples", async () => {
  expect(await readExamples("no-such-folder")).toEqual(new Map());
});

test.each(["[]", "{}", '{"operation": "GET /a"}', '{"operation": 7, "example": {}}'])(
  "%s is refused by name",
  async (text) => {
    await expect(readExamples(await writeExamples({ "bad.json": text }))).rejects.toThrow(
      /bad\.json: not a recorded reply/u,
    );
  },
);

test("a recorded success takes the place of the invented one; those of unknown operations are left out", async () => {
  const folder = await makeTemporaryFolder();
  await mkdir(join(folder, "overlays"));
  await writeFile(
    join(folder, "document.json"),
    JSON.stringify(createTinyDocument({ paths: { "/a": { get: createTinyOperation() } } })),
  );
  const examples = await writeExamples({
    "a.json": example('{"code": 0, "data": "recorded"}'),
    "b.json": example('{"code": 0, "data": "other"}', "GET /gone"),
  });
  const { openapi } = await buildOutputs(
    await readBuildInputs({
      document: join(folder, "document.json"),
      overlays: join(folder, "overlays"),
      examples,
    }),
  );
  expect(JSON.parse(openapi).paths["/a"].get.responses["200"].content["application/json"].examples).toEqual({
    "code-0": { summary: "A recorded success", value: { code: 0, data: "recorded" } },
  });
  expect(openapi).not.toContain("other");
});
