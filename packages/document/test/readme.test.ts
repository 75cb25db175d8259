import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("the README's program reads a document", async () => {
  const example = fileURLToPath(new URL("../examples/read-a-document.ts", import.meta.url));
  const document = fileURLToPath(new URL("../../../openapi/dist/openapi.json", import.meta.url));
  const { stdout } = await run(process.execPath, ["--conditions=@just-one/source", example, document]);
  expect(stdout).toMatch(/^GET \/api\/douyin-xingtu\/\S+: 7 parameters, typed data\n1 operations can be called\n$/u);
});
