import { MessageChannel } from "node:worker_threads";
import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  date,
  integer,
  nat,
  oneof,
  property,
  record,
  string,
  tuple,
} from "fast-check";
import {
  AbortedError,
  type AnyJustOneError,
  ApiError,
  BudgetError,
  ConfigError,
  JustOneError,
  type Meta,
  MismatchError,
  ProtocolError,
  TimeoutError,
  TransportError,
  ValidationError,
} from "@just-one/core";
import { UpstreamError } from "@just-one/core/xingtu";
import { describe, expect, test } from "vitest";
import { markedToken } from "./support/create-test-client.ts";
import { failures } from "./support/failures.ts";
import { runFailure } from "./support/run-failure.ts";

/** An object with facts that are always known, and some that only some calls know. */
function facts<Always extends object, Sometimes extends object = object>(
  always: { [K in keyof Always]: Arbitrary<Always[K]> },
  sometimes?: { [K in keyof Sometimes]: Arbitrary<Sometimes[K]> },
): Arbitrary<Always & Partial<Sometimes>> {
  const requiredKeys = Object.keys(always);
  // Safe: what is required is there, the rest may be.
  return record(
    { ...always, ...sometimes },
    { requiredKeys: requiredKeys as never[], noNullPrototype: true },
  ) as Arbitrary<Always & Partial<Sometimes>>;
}

const text = string({ unit: "binary", maxLength: 50 });
const billing = constantFrom("billed", "unbilled", "unknown");
const day = date({ noInvalidDate: true });
const amounts = facts({}, { calls: nat(), cost: text });
const yes = constant(true as const);
const attempts = facts(
  { startedAt: day, durationMs: nat(), waitedMs: nat(), billing },
  { httpStatus: nat(), code: integer(), mayHaveBeenResent: yes },
);
const meta = facts(
  { operation: text, billing, attempts: array(attempts, { maxLength: 3 }), cached: boolean() },
  { requestId: text, recordTime: text, isRounded: yes, httpStatus: nat(), ageMs: nat() },
);
const details = facts({ meta, retryable: boolean() });

const budgetScope = facts(
  {},
  {
    name: text,
    window: constantFrom("process", "call"),
    day: text,
    since: day,
    label: oneof(text, facts({ prefix: text })),
  },
);

function errors<Facts extends object>(
  ErrorClass: new (message: string, own: { meta: Meta; retryable: boolean } & Facts) => AnyJustOneError,
  its: Arbitrary<Facts>,
): Arbitrary<AnyJustOneError> {
  return tuple(text, details, its).map(([message, own, more]) => new ErrorClass(message, Object.assign(own, more)));
}

const anyError = oneof(
  errors(AbortedError, constant({})),
  errors(ApiError, facts({ code: integer() }, { vendorMessage: text, retryAfterMs: nat(), resetsAt: day })),
  errors(BudgetError, facts({ scope: budgetScope, limit: amounts, spent: amounts, reserved: amounts })),
  errors(ConfigError, constant({})),
  errors(MismatchError, facts({ mismatches: array(facts({ path: text, expected: text, actual: text })) })),
  errors(ProtocolError, facts({ reason: constantFrom("not-json", "no-envelope", "too-large", "redirect") })),
  errors(TimeoutError, facts({ scope: constantFrom("attempt", "deadline", "signal"), limitMs: nat() })),
  errors(
    TransportError,
    facts({ phase: constantFrom("connect", "sent", "body") }, { code: constantFrom("ECONNRESET", "UND_ERR_SOCKET") }),
  ),
  errors(
    UpstreamError,
    facts({ statusCode: oneof(text, integer(), boolean(), constant(null)) }, { statusMessage: text }),
  ),
  errors(ValidationError, facts({ issues: array(facts({ path: text, message: text })) })),
);

const ways: Readonly<Record<string, (error: AnyJustOneError) => unknown>> = {
  JSON: (error) => JSON.parse(JSON.stringify(error)),
  structuredClone: (error) => structuredClone(error.toJSON()),
  "a second copy of the first": (error) => JustOneError.from(JSON.parse(JSON.stringify(error))).toJSON(),
};

describe.each(Object.entries(ways))("through %s", (_name, send) => {
  test("every error comes out in its class, with all that it knows", () => {
    assert(
      property(anyError, (error) => {
        const copy = JustOneError.from(send(error));
        expect(copy).not.toBe(error);
        expect(copy.constructor).toBe(error.constructor);
        expect(copy.toJSON()).toStrictEqual(error.toJSON());
        expect([copy.message, copy.billing]).toEqual([error.message, error.billing]);
        expect(JustOneError.is(copy)).toBe(true);
      }),
    );
  });
});

test.each(failures)("the error of $name comes through all of these, without the token", async (failure) => {
  const { error } = await runFailure(failure, markedToken, { retry: false });
  for (const send of Object.values(ways)) {
    const copy = JustOneError.from(send(error));
    expect(copy.constructor).toBe(error.constructor);
    expect(copy.toJSON()).toStrictEqual(error.toJSON());
    expect(JSON.stringify(copy)).not.toContain(markedToken);
  }
});

test("an error comes through a message port", async () => {
  const error = new ApiError("no", { meta: emptyMeta, code: 303, resetsAt: new Date(0) });
  const { port1, port2 } = new MessageChannel();
  const arrived = new Promise((resolve) => port2.once("message", resolve));
  port1.postMessage(error.toJSON());
  const copy = JustOneError.from(await arrived);
  expect(ApiError.is(copy, 303) && copy.resetsAt).toEqual(new Date(0));
  port1.close();
});

test("an error that is one comes back as it is", () => {
  const error = new ConfigError("no");
  expect(JustOneError.from(error)).toBe(error);
});

const emptyMeta: Meta = { operation: "GET /things/v1", billing: "unknown", attempts: [], cached: false };
const plain = { kind: "transport", message: "no", billing: "unknown", phase: "sent", meta: emptyMeta };

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["a text", JSON.stringify(plain)],
  ["an error of another make", Object.assign(new Error("no"), { cause: plain })],
  ["what structuredClone makes of an error itself", structuredClone(new ConfigError("no"))],
  ["an empty object", {}],
  ["an unknown kind", { ...plain, kind: "other" }],
  ["a kind that every object has", { ...plain, kind: "constructor" }],
  ["a kind that only tells itself", { ...plain, kind: { toString: () => "transport" } }],
  ["no message", { ...plain, message: undefined }],
  ["no meta", { ...plain, meta: undefined }],
  ["a meta without billing", { ...plain, meta: { ...emptyMeta, billing: undefined } }],
  ["a billing of its own", { ...plain, meta: { ...emptyMeta, billing: "free" } }],
  ["attempts that are no list", { ...plain, meta: { ...emptyMeta, attempts: { length: 1 } } }],
  ["an attempt without a time", { ...plain, meta: { ...emptyMeta, attempts: [{ billing: "billed" }] } }],
  ["a phase of its own", { ...plain, phase: "before" }],
  ["inherited members", Object.create(plain)],
  ["getters", Object.defineProperty({ ...plain }, "message", { get: () => "no" })],
  [
    "a proxy that throws the token",
    new Proxy(plain, {
      getOwnPropertyDescriptor: () => {
        throw new Error(markedToken);
      },
    }),
  ],
  ["an API error without a code", { ...plain, kind: "api" }],
  ["issues that are none", { ...plain, kind: "validation", issues: [null] }],
])("%s is refused, in one sentence that quotes nothing", (_name, value) => {
  expect(() => JustOneError.from(value)).toThrow(
    new TypeError("this is not the plain form of an error of @just-one/core, which its `toJSON()` makes"),
  );
});

test("what a stranger puts beside it, or names a token, goes nowhere", () => {
  const url = `https://api.justoneapi.com/things/v1?id=1&token=${markedToken}&page=2`;
  const nested = `https://example.com/?to=${encodeURIComponent(url)}`;
  const error = JustOneError.from({
    ...plain,
    message: `GET ${url} failed, as did ${nested} and ${JSON.stringify({ token: markedToken })}`,
    code: `https://${markedToken}`,
    token: markedToken,
    text: markedToken,
    cause: { config: { url } },
    stack: `Error: ${url}`,
    name: markedToken,
    toString: () => markedToken,
    meta: {
      ...emptyMeta,
      operation: url,
      requestId: `token=${markedToken}`,
      token: markedToken,
      attempts: [{ startedAt: new Date(0), durationMs: 1, waitedMs: 0, billing: "unknown", url, headers: { url } }],
    },
  });
  const told = [String(error), error.stack, JSON.stringify(error), JSON.stringify(Object.values(error))].join("\n");
  expect(told).not.toContain(markedToken);
  expect(error).not.toHaveProperty("text");
  expect(error).not.toHaveProperty("cause");
  expect(error.message).toContain("id=1&token=[token]&page=2");
});

test("however much is put in, little comes out, at once", () => {
  const long = "x".repeat(5_000_000);
  const error = JustOneError.from({
    ...plain,
    kind: "validation",
    message: long,
    issues: Array.from({ length: 100_000 }, () => ({ path: long, message: "no" })),
    meta: { ...emptyMeta, requestId: `token="${long}`, attempts: [] },
  });
  expect(error.message).toHaveLength(10_000);
  expect(error).toHaveProperty("issues.length", 1000);
  expect(() => JustOneError.from({ ...plain, meta: { ...emptyMeta, attempts: Array(1e9) } })).toThrow(TypeError);
});

test("a member called __proto__ changes nothing", () => {
  const error = JustOneError.from(JSON.parse(`{"__proto__":{"kind":"api"},${JSON.stringify(plain).slice(1)}`));
  expect(error).toBeInstanceOf(TransportError);
  expect(Object.getPrototypeOf(error)).toBe(TransportError.prototype);
});
