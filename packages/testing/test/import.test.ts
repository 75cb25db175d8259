import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("importing the package does not load Prism, which only the mock needs", async () => {
  const index = new URL("../src/index.ts", import.meta.url).href;
  const code = `
    import { registerHooks } from "node:module";
    registerHooks({ load: (url, context, next) => (url.includes("stoplight") && console.log(url), next(url, context)) });
    const { startMockServer } = await import(${JSON.stringify(index)});
    console.log("imported");
    await (await startMockServer()).close();
  `;
  const args = ["--conditions=@just-one/source", "--input-type=module", "--eval", code];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toMatch(/^imported\n.*stoplight/);
});
