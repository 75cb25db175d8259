import { expect, test } from "vitest";
import { findNearest } from "../src/find-nearest.ts";
import { findUnknown } from "../src/find-unknown.ts";
import { refuseUnknown } from "../src/refuse-unknown.ts";

const names = { token: 0, baseUrl: 0, timeoutMs: 0, deadlineMs: 0, retry: 0, cache: 0, maxResponseBytes: 0, label: 0 };

test.each([
  ["baseURL", "baseUrl"],
  ["base_url", "baseUrl"],
  ["timeout", "timeoutMs"],
  ["timeoutSeconds", "timeoutMs"],
  ["retries", "retry"],
  ["Retry", "retry"],
  ["lable", "label"],
  ["tokn", "token"],
])("an option %s was meant as `%s`", (name, meant) => {
  expect(findUnknown("", { [name]: 1 }, names)).toBe(`\`${name}\` is no option: did you mean \`${meant}\`?`);
});

test("one that is like none is told with all that there are", () => {
  const options: object = { backoff: 1 };
  expect(findUnknown("retry.", options, { maxAttempts: 0, capMs: 0 })).toBe(
    "`retry.backoff` is no option: there are maxAttempts, capMs",
  );
});

test("those that there are, also as `undefined`, are fine, and inherited names are no option's", () => {
  expect(findUnknown("", { token: undefined, retry: 1 }, names)).toBeUndefined();
  expect(findUnknown("", Object.create({ timeout: 1 }), names)).toBeUndefined();
  expect(findUnknown("", { toString: 1 }, names)).toContain("`toString` is no option");
});

test("a name of any length is neither searched for long nor quoted whole", () => {
  const long = "x".repeat(1_000_000);
  expect(findUnknown("", { [long]: 1 }, names)).toHaveLength(60 + "`` is no option: there are ".length + 76);
  expect(findNearest(`GET /things/v1${long}`, ["GET /things/v1"])).toBeUndefined();
});

test("those without errors of their own throw a TypeError", () => {
  const options: object = { pot: 1 };
  expect(() => refuseUnknown(options, { port: true })).toThrow(
    new TypeError("`pot` is no option: did you mean `port`?"),
  );
  expect(() => refuseUnknown({ port: 0 }, { port: true })).not.toThrow();
});
