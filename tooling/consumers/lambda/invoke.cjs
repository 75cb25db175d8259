// As the runtime does: one instance, several events, and nothing beside the bundle.
const assert = require("node:assert/strict");
const { existsSync } = require("node:fs");

process.env.JUST_ONE_TOKEN = "any";
assert.match(process.version, /^v22/);
assert(!existsSync("node_modules"));
const { handler } = require("./out/handler.js");

(async () => {
  for (const oAuthorId of ["1", "2"]) {
    const { plays, billing } = await handler({ oAuthorId });
    assert.equal(billing, "billed");
    assert.match(plays, /^\d+$/);
  }
  process.exit(); // the runtime freezes it, and asks for no end
})();
