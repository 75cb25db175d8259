import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import weighFiles from "@size-limit/file";
import sizeLimit from "size-limit";
import { expect, test } from "vitest";
import { buildPage, builtPageVariable } from "./support/build-page.ts";

test("what a first visit loads is at most 200 kB, gzipped, and holds nothing inline that the policy would stop", async () => {
  const built = process.env[builtPageVariable];
  const folder = built ?? (await buildPage());
  const page = join(folder, "index.html");
  const html = await readFile(page, "utf8");
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].flatMap(([, path]) => path ?? []);
  const checks = [{ files: [page, ...files.map((file) => join(folder, file))], gzip: true }];
  // Safe: its API's declared results are only less exact than this.
  const [result] = (await sizeLimit(weighFiles, { checks })) as [{ readonly size: number }];
  expect(files.some((file) => file.endsWith(".js"))).toBe(true);
  expect(result.size).toBeLessThan(200_000);
  expect(html).not.toMatch(/<script>|<style|style=|javascript:| on\w+=/);
  if (built === undefined) await rm(folder, { recursive: true });
});
