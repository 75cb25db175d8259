import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

assert.doesNotMatch(readFileSync("out.mjs", "utf8"), /from "node:/);
const worker = new Miniflare({
  modules: true,
  scriptPath: "out.mjs",
  compatibilityDate: "2026-07-01",
  bindings: { JUST_ONE_TOKEN: "any", JUST_ONE_BASE_URL: process.env.JUST_ONE_BASE_URL },
});
try {
  const reply = await worker.dispatchFetch("http://worker.invalid/?id=1");
  const { plays, billing } = await reply.json();
  assert.equal(billing, "billed");
  assert.match(plays, /^\d+$/);
} finally {
  await worker.dispose();
}
