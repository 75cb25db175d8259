import { expect, test, vi } from "vitest";

test("the program of the README finds the seed's operation by what it is for, and describes it", async () => {
  const said: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line) => void said.push(String(line)));
  await import("../examples/find-operations.ts");
  log.mockRestore();
  expect(said[0]).toMatch(/get_author_spread_info\/v1: .*; needs oAuthorId; 1 versions$/u);
  expect(said.join("\n")).toContain("oAuthorId (string): ");
  expect(said.join("\n")).toMatch(/ play_mid: string — Median plays/u);
});
