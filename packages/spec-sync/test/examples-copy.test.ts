import { assert, property, string } from "fast-check";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { findSecret } from "../src/examples/find-secret.ts";
import { redactExample } from "../src/examples/redact-example.ts";
import { trimExample } from "../src/examples/trim-example.ts";
import { run } from "../src/verbs/examples.ts";
import { answerExample, startExampleServer } from "./examples-support.ts";

describe("redactExample", () => {
  it.each([
    "cookie",
    "Set-Cookie",
    "access_token",
    "authentication_token",
    "token",
    "x-api-key",
    "passwd",
    "phone",
    "contactEmail",
  ])("takes out what stands under %s", (key) => {
    expect(redactExample({ [key]: "marked" })).toEqual({ [key]: "[redacted]" });
    expect(redactExample({ [key]: ["marked", ""] })).toEqual({ [key]: ["[redacted]", ""] });
    expect(redactExample({ [key]: 13_800_000_000 })).toEqual({ [key]: 0 });
  });

  it.each([
    "userUrlToken",
    "pageToken",
    "paginationToken",
    "continuationToken",
    "expansionToken",
    "cookies_buffer",
    "name",
  ])("keeps %s, which only sounds like a secret", (key) => {
    expect(redactExample({ [key]: "marked" })).toEqual({ [key]: "marked" });
  });

  it("takes signatures out of links and leaves the rest of them", () => {
    const link = "https://cdn.example.test/a.jpg?width=10&x-signature=marked%3D&refresh_token=marked&idx=1";
    expect(redactExample({ cover: link })).toEqual({
      cover: "https://cdn.example.test/a.jpg?width=10&x-signature=[redacted]&refresh_token=[redacted]&idx=1",
    });
  });

  it("takes mail addresses out of text", () => {
    expect(redactExample("write to some.one+x@mail.example.test!")).toBe("write to [redacted]!");
  });

  it("keeps the kind of every value, so that types inferred from the copy stay true", () => {
    expect(redactExample({ token: null, cookie: {}, secret: true, password: 12n })).toEqual({
      token: null,
      cookie: {},
      secret: true,
      password: 0,
    });
  });

  it("takes no longer for one endless word", () => {
    const started = performance.now();
    redactExample("?" + "key".repeat(200_000));
    redactExample("a".repeat(600_000));
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe("trimExample", () => {
  it("cuts arrays to two items and long strings, at every level", () => {
    const copy = trimExample({ list: [[1, 2, 3], "x".repeat(1_000), 3], text: "short" });
    expect(copy).toEqual({ list: [[1, 2], `${"x".repeat(199)}…`], text: "short" });
  });

  it("never cuts a character in two", () => {
    assert(
      property(string({ unit: "grapheme", minLength: 190, maxLength: 260 }), (text) => {
        expect(JSON.stringify(trimExample(text))).not.toMatch(/\\ud[89a-f]/u);
      }),
    );
  });
});

describe("findSecret", () => {
  // Put together here, so that this file holds nothing that looks like a secret itself.
  const filler = "0aB1cD2eF3gH4iJ5kL6m".repeat(4);
  it.each([
    ["a JSON web token", `eyJ${filler.slice(0, 20)}.eyJ${filler.slice(0, 20)}.${filler.slice(0, 20)}`],
    ["a bearer token", `Bearer ${filler}`],
    ["a private key", ["-----BEGIN RSA ", "PRIVATE KEY-----"].join("")],
    ["a password in a link", ["https://user", "marked@example.test/"].join(":")],
    ["a secret (github)", ["gh", "p_", filler.slice(0, 36)].join("")],
  ])("finds %s", async (name, text) => {
    expect(await findSecret(JSON.stringify({ field: text }))).toBe(name);
  });

  it("finds nothing in a usual reply", async () => {
    const reply = {
      code: 0,
      data: { id: "7048929565493690398", url: "https://example.test:8080/a@b", hash: "d41d8cd98f" },
    };
    expect(await findSecret(JSON.stringify(reply))).toBeUndefined();
  });

  it("keeps an example with a secret out of the folder, and does not show it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "examples-"));
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      const server = await startExampleServer({ "/a": answerExample({ code: 0, data: { note: `Bearer ${filler}` } }) });
      expect(await run(["GET /a", "--output", folder, "--interval", "1", "--base-url", server.url])).toBe(1);
      expect(await readdir(folder)).toEqual([]);
      const text = told.mock.calls.map(([line]) => String(line)).join("");
      expect(text).toContain("refused: it holds what looks like a bearer token");
      expect(text).not.toContain(filler);
    } finally {
      told.mockRestore();
      await rm(folder, { recursive: true });
    }
  });
});
