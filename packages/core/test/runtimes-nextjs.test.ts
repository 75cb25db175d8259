import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { buildSuite } from "./support/runtimes/build-suite.ts";
import { findRuntime } from "@just-one/vitest/find-runtime";
import { type NextApp, writeNextApp } from "./support/runtimes/nextjs-app.ts";
import { startSuiteServer } from "./support/runtimes/start-suite-server.ts";

const next = findRuntime("next");
const token = "marked-token-for-next";

let scripts: string;
beforeAll(async () => {
  scripts = await buildSuite();
});

test.skipIf(next === undefined)(
  "Next.js keeps neither the token nor a reply of its own accord (skipped where there is no next)",
  async () => {
    const { url, books } = await startSuiteServer(scripts);
    // Safe: skipped without one.
    const app = await writeNextApp(next as string, scripts);
    const env = {
      ...process.env,
      NODE_ENV: "production" as const,
      NEXT_TELEMETRY_DISABLED: "1",
      TOKEN: token,
      VENDOR: url,
    };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [app.program, "build"], {
      cwd: app.folder,
      env,
    });
    expect(stdout + stderr).not.toContain(token);

    const site = await startSite(app, env);
    for (const path of ["revalidate", "forced", "default", "fresh", "fresh"]) {
      expect(await (await fetch(`${site}/${path}`)).text()).toContain("billed 1");
    }
    expect(await findInFiles(join(app.folder, ".next"), token)).toEqual([]);
    expect(books.arrived.get("success-fresh")).toBe(2);
  },
);

/** Starts what was built; resolves to its URL. */
async function startSite({ program, folder }: NextApp, env: NodeJS.ProcessEnv): Promise<string> {
  const site = spawn(process.execPath, [program, "start", "--port", "0", "--hostname", "127.0.0.1"], {
    cwd: folder,
    env,
  });
  onTestFinished(async () => {
    site.kill();
    if (site.exitCode === null) await once(site, "exit");
  });
  for await (const line of createInterface(site.stdout)) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("next did not start");
}

async function findInFiles(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(paths.length).toBeGreaterThan(20);
  const found = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(text)));
  return paths.filter((_, index) => found[index]);
}
