import { type Assertion, expect, expectTypeOf, test } from "vitest";
import type { FaultServer, MockServer } from "@just-one/testing";
import { test as testWithServers } from "@just-one/testing/vitest";

test("matchers and fixtures are typed", () => {
  expect(1).toBeBilled("unknown");
  // @ts-expect-error -- no such billing
  expect(1).toBeBilled("free");
  // @ts-expect-error -- codes are numbers
  expect(1).toFailWithCode("302");
  // What follows `rejects` and `resolves` is a promise.
  expectTypeOf<ReturnType<Assertion<Promise<void>>["toBeBilled"]>>().toEqualTypeOf<Promise<void>>();
  expectTypeOf<ReturnType<Assertion<Promise<void>>["toFailWithCode"]>>().toEqualTypeOf<Promise<void>>();

  testWithServers("servers", ({ faultServer, mockServer }) => {
    expectTypeOf(faultServer).toEqualTypeOf<FaultServer>();
    expectTypeOf(mockServer).toEqualTypeOf<MockServer>();
  });
});
