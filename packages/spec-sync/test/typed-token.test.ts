import { expect, test } from "vitest";
import { runSpec } from "./support/run-spec.ts";

// Put together here: nothing that looks like a secret stands in this file.
const tokenLike = ["Ab3xK9mQ", "2rT7vW5yZ8dF"].join("");

test.each([
  [tokenLike],
  ["check", tokenLike],
  ["check", `--${tokenLike}`],
  ["build", `--out=x`, `--token=${tokenLike}`],
  ["diff", "a", "b", "--format", tokenLike],
])("what may be a token is not repeated: %j", async (...args) => {
  const ran = await runSpec(args);
  expect(JSON.stringify(ran)).not.toContain(tokenLike);
  expect(JSON.stringify(ran)).toMatch(/spec/);
});
