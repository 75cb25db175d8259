import { createClient, JustOneError } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isBrowserPage } from "../src/call/is-browser-page.ts";

const token = "marked-token-for-tests";
const worker = { WorkerGlobalScope: Object, WorkerLocation: Object, WorkerNavigator: Object };

afterEach(() => void vi.unstubAllGlobals());

describe("in a browser's page", () => {
  test("no client starts, and it says why and what to do", () => {
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("document", {});
    for (const create of [() => createClient({ token }), () => createLeanClient({ token, catalog: [] })]) {
      expect(create).toThrow(expect.toSatisfy((error) => JustOneError.isInstance(error) && error.kind === "config"));
      expect(create).toThrow(/everyone can read the token.*server of your own.*`allowBrowser: true`/);
      expect(create).not.toThrow(token);
    }
  });

  test("a client starts with `allowBrowser: true`", () => {
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("document", {});
    expect(() => createClient({ token, allowBrowser: true })).not.toThrow();
    // Safe: what callers without types may pass.
    expect(() => createClient({ token, allowBrowser: "true" as unknown as boolean })).toThrow("allowBrowser");
  });

  test("no client starts in its workers either", () => {
    for (const [name, value] of Object.entries(worker)) vi.stubGlobal(name, value);
    expect(() => createClient({ token })).toThrow("allowBrowser");
  });
});

test.each(["jsdom/26.0.0", "HappyDOM/20.0.0"])(
  "a DOM of tests is told for what it is, and what to set: %s",
  (agent) => {
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("document", {});
    vi.stubGlobal("navigator", { userAgent: `Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) ${agent}` });
    const [name = ""] = agent.split("/");
    expect(() => createClient()).toThrow(`${name} looks like a browser's page`);
    expect(() => createClient({ token })).toThrow(
      "set `allowBrowser: true` in tests, or run them in the environment `node`",
    );
    expect(() => createClient({ token, allowBrowser: true })).not.toThrow();
  },
);

test("outside of one a client starts without the option", () => {
  expect(() => createClient({ token })).not.toThrow();
});

test.each<[string, object, boolean]>([
  ["a page", { window: {}, document: {} }, true],
  ["a page of Bun's or Deno's own desktop windows", { window: {}, document: {}, Deno: {} }, true],
  ["a page's worker", worker, true],
  ["Node", { process: {} }, false],
  ["Deno", { Deno: {}, window: {} }, false],
  ["a worker of Deno's", { Deno: {}, ...worker }, false],
  ["a worker of Bun's", { Bun: {}, ...worker }, false],
  ["a hosting platform's worker", { WorkerGlobalScope: Object, navigator: {} }, false],
  ["a realm with nothing at all", {}, false],
])("%s is told for what it is", (_name, scope, expected) => {
  expect(isBrowserPage(scope)).toBe(expected);
});
