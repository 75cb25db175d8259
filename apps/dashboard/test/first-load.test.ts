import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

test("what a first visit loads is at most 200 kB, gzipped, and holds nothing inline that the policy would stop", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dashboard-size-"));
  const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error", build: { outDir: folder } });
  const html = await readFile(join(folder, "index.html"), "utf8");
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].flatMap(([, path]) => path ?? []);
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file))));
  const bytes = [Buffer.from(html), ...contents].reduce((sum, content) => sum + gzipSync(content).length, 0);
  expect(files.some((file) => file.endsWith(".js"))).toBe(true);
  expect(bytes).toBeLessThan(200_000);
  expect(html).not.toMatch(/<script>|<style|style=|javascript:| on\w+=/);
  await rm(folder, { recursive: true });
});
