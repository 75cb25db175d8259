import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createTargetFinder, type Target } from "../src/node/find-target.ts";

function parse(text: string): Target | undefined {
  const url = URL.parse(text);
  return url === null ? undefined : { origin: url.origin, path: url.pathname + url.search };
}

const server = fc.constantFrom("http://127.0.0.1:8080", "https://api.example", "https://api.example:443", "HTTP://a.b");
// Everything that means something in a URL, and some that does not.
const pieces = ["/..", "%2e", "/v1", "?a=b", ..."/.?#%@:\\'\"<>{} \t\n&=+,;~!*()-_aZ0中".split("")];
const rest = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 6 });
const strange = fc.constantFrom("", "http:///a/b", "null/a", "data:a/b", "blob:http://a.b/c", "http://u:p@a.b/c?d=e");

test("a URL is taken apart as `URL` does it, whatever came before", () => {
  const texts = fc.tuple(server, fc.array(fc.oneof({ weight: 9, arbitrary: rest }, strange), { minLength: 1 }));
  fc.assert(
    fc.property(texts, ([origin, rests]) => {
      const findTarget = createTargetFinder();
      for (const text of [origin, ...rests.flatMap((path) => [path, `${origin}${path}`, `${origin}/v1${path}`])]) {
        expect(findTarget(text)).toEqual(parse(text));
      }
    }),
    { numRuns: 2000 },
  );
});

test("a URL without a server says nothing of the next one", () => {
  const findTarget = createTargetFinder();
  expect(findTarget("data:a/b")).toEqual(parse("data:a/b"));
  expect(findTarget("null/a")).toBeUndefined();
});
