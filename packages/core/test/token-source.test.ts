import { expect, test } from "vitest";
import { createTokenReader } from "../src/secrets/token-source.ts";

test("a reader shows its token to nobody who only holds it", () => {
  const reader = createTokenReader("marked-token-for-tests");
  expect(JSON.stringify(reader)).toBe("{}");
  expect(reader.read()).toBe("marked-token-for-tests");
});

test("a reader tells tokens apart by numbers, and forgets very many", () => {
  const reader = createTokenReader(() => "marked-token-for-tests");
  const first = reader.identify("marked-token-0");
  const second = reader.identify("marked-token-1");
  expect(second).not.toBe(first);
  expect(reader.identify("marked-token-0")).toBe(first);
  for (let count = 2; count <= 1000; count += 1) reader.identify(`marked-token-${count}`);
  for (const known of ["marked-token-0", "marked-token-1"]) {
    expect([first, second]).not.toContain(reader.identify(known));
  }
});
