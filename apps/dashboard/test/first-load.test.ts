import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import weighFiles from "@size-limit/file";
import sizeLimit from "size-limit";
import { build } from "vite";
import { expect, test } from "vitest";

test("what a first visit loads is at most 200 kB, gzipped, and holds nothing inline that the policy would stop", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dashboard-size-"));
  const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error", build: { outDir: folder } });
  const page = join(folder, "index.html");
  const html = await readFile(page, "utf8");
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].flatMap(([, path]) => path ?? []);
  const checks = [{ files: [page, ...files.map((file) => join(folder, file))], gzip: true }];
  // Safe: its API's declared results are only less exact than this.
  const [result] = (await sizeLimit(weighFiles, { checks })) as [{ readonly size: number }];
  expect(files.some((file) => file.endsWith(".js"))).toBe(true);
  expect(result.size).toBeLessThan(200_000);
  expect(html).not.toMatch(/<script>|<style|style=|javascript:| on\w+=/);
  await rm(folder, { recursive: true });
});
