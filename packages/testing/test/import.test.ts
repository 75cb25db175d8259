import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const index = new URL("../src/index.ts", import.meta.url).href;

test("importing the package does not load Prism, which only the mock needs", async () => {
  const stdout = await runWatched(`
    const { startMockServer } = await import(${JSON.stringify(index)});
    console.log("imported");
    await (await startMockServer()).close();
  `);
  expect(stdout).toMatch(/^imported\n.*stoplight/);
});

test("without Prism the mock says what to install and what comes along, and the fault server does without", async () => {
  const stdout = await runWatched(
    `
    const { startFaultServer, startMockServer } = await import(${JSON.stringify(index)});
    await (await startFaultServer()).close();
    console.log(await startMockServer().catch(({ message, cause }) => message + " " + cause.code));
  `,
    { isPrismMissing: true },
  );
  expect(stdout).toContain("npm install --save-dev @stoplight/prism-http@5.");
  expect(stdout).toContain("SCARF_ANALYTICS=false");
  expect(stdout).toContain("ERR_MODULE_NOT_FOUND");
});

/** Runs a module in a process that prints what it loads of Prism, or has none. */
async function runWatched(code: string, { isPrismMissing = false } = {}): Promise<string> {
  const hooks = `
    import { registerHooks } from "node:module";
    registerHooks({
      resolve: (name, context, next) =>
        next(name, ${isPrismMissing} && name.startsWith("@stoplight/") ? { ...context, parentURL: "file:///" } : context),
      load: (url, context, next) => (url.includes("stoplight") && console.log(url), next(url, context)),
    });
  `;
  const args = ["--conditions=@just-one/source", "--input-type=module", "--eval", hooks + code];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout;
}
