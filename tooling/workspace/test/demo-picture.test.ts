import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { drawDemo } from "../src/draw-demo.ts";

test("the README's picture is what the demo prints; `pnpm draw-demo` renews it", async () => {
  expect(await readFile(new URL("../../../docs/demo.svg", import.meta.url), "utf8")).toBe(await drawDemo());
});
