import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { buildDocument } from "./support/build-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

test("a bundle that names one operation of many carries one operation", async () => {
  const paths = Array.from({ length: 20 }, (_, index) => [`/api/invented/op${index}`, { get: createTinyOperation() }]);
  const { catalog } = await buildDocument(createTinyDocument({ paths: Object.fromEntries(paths) }));
  const folder = await makeTemporaryFolder();
  const entry = join(folder, "entry.ts");
  await writeFile(join(folder, "catalog.ts"), catalog);
  await writeFile(entry, 'import { getInventedOp7 } from "./catalog.ts";\nconsole.log(getInventedOp7);\n');
  const build = await rolldown({ input: entry });
  const { output } = await build.generate({ format: "esm" });
  await build.close();
  expect(output[0].code.match(/path: "[^"]*"/gu)).toEqual(['path: "/api/invented/op7"']);
});
