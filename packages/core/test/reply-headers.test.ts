import { ConfigError } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { envelope } from "./support/replies.ts";

const things = "GET /things/v1";
const id = { id: "1" };

function reply(body: string, headers: Record<string, string>, status = 200): typeof fetch {
  return async () => new Response(body, { status, headers });
}

describe("headers that somebody lists are kept in `meta`", () => {
  test("by their names in small letters, and no others", async () => {
    const fetch = reply(envelope(0), { "X-Left": "7", "x-other": "8" });
    const { meta } = await createTestClient({ fetch, keepHeaders: ["X-LEFT", "x-missing"] }).call(things, id);
    expect(meta.headers).toEqual({ "x-left": "7" });
    expect((await createTestClient({ fetch }).call(things, id)).meta).not.toHaveProperty("headers");
    expect((await createTestClient({ fetch, keepHeaders: ["x-missing"] }).call(things, id)).meta).not.toHaveProperty(
      "headers",
    );
  });

  test.each<[string, typeof fetch]>([
    ["a refusal", reply(envelope(600), { "x-left": "7" }, 403)],
    ["a gateway's page", reply("<html>", { "x-left": "7" }, 502)],
    ["a redirect", reply("", { "x-left": "7", location: "/" }, 302)],
    ["too many bytes", reply("x".repeat(200), { "x-left": "7" })],
  ])("of %s, too", async (_what, fetch) => {
    const client = createTestClient({ fetch, keepHeaders: ["x-left"], maxResponseBytes: 100 });
    const { ok, meta } = await client.try(things, id);
    expect([ok, meta.headers]).toEqual([false, { "x-left": "7" }]);
  });

  test("without the token, and not longer than 1,000 characters", async () => {
    const fetch = reply(envelope(0), { location: `/?token=${markedToken}`, "x-long": "y".repeat(5000) });
    const { meta } = await createTestClient({ fetch, keepHeaders: ["location", "x-long"] }).call(things, id);
    expect(meta.headers?.["location"]).toBe("/?token=[token]");
    expect(meta.headers?.["x-long"]).toHaveLength(1000);
  });

  test("of the last attempt, and of none that the cache answers", async () => {
    let count = 0;
    const fetch: typeof globalThis.fetch = async () =>
      new Response(envelope((count += 1) === 1 ? 301 : 0), { headers: { "x-count": `${count}` } });
    const client = createTestClient({ fetch, keepHeaders: ["x-count"], cache: { ttlMs: 1000 } });
    expect((await client.call(things, id)).meta.headers).toEqual({ "x-count": "2" });
    expect((await client.call(things, id)).meta).not.toHaveProperty("headers");
  });

  test.each([["x left"], [5], ["a".repeat(101)], Array<string>(33).fill("x")])("of real names only: %s", (...names) => {
    // Safe: what callers without types may do.
    expect(() => createTestClient({ keepHeaders: names as string[] })).toThrow(ConfigError);
  });
});
