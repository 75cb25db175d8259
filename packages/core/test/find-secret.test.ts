import { describe, expect, test } from "vitest";
import { findSecret } from "./support/find-secret.ts";

const secret = `marked+token/for=tests%&"中`;

describe("the search for the token", () => {
  test.each([
    ["a message", new Error(`at ${secret}`)],
    ["a cause's cause", new Error("a", { cause: new Error("b", { cause: new Error(secret) }) })],
    ["a hidden member", Object.defineProperty({}, "hidden", { value: secret, enumerable: false })],
    ["a symbol", { [Symbol("key")]: secret }],
    ["a name", { [secret]: 1 }],
    [
      "an inherited getter",
      Object.create({
        get url() {
          return `http://host/?token=${encodeURIComponent(secret)}`;
        },
      }),
    ],
    ["a map", new Map([[1, { inner: secret }]])],
    ["lower-case percent encoding", [encodeURIComponent(secret).toLowerCase()]],
    ["a form", new URLSearchParams({ token: secret }).toString()],
    ["JSON", JSON.stringify({ secret })],
  ])("finds it in %s", (_name, value: unknown) => {
    expect(findSecret(value, secret)).not.toEqual([]);
  });

  test("finds nothing where there is nothing", () => {
    expect(findSecret(new Error("marked", { cause: { a: [new Map([["b", "token"]])] } }), secret)).toEqual([]);
  });
});
