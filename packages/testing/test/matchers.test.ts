import { describe, expect, test } from "vitest";
import { assertBilled, assertFailedWithCode } from "@just-one/testing";
// oxlint-disable-next-line import/no-unassigned-import -- importing it is how it is used
import "@just-one/testing/vitest";

const success = { data: {}, meta: { billing: "billed" } };
const apiError = Object.assign(new Error("302"), { kind: "api", code: 302, billing: "unbilled" });
const timeout = Object.assign(new Error("late"), { kind: "timeout", billing: "unknown" });
const failed = { ok: false, error: apiError, meta: { billing: "unbilled" } };

describe("toBeBilled", () => {
  test("reads successes, results, errors and lines of a ledger", async () => {
    expect(success).toBeBilled();
    expect({ ok: true, ...success }).toBeBilled("billed");
    expect(failed).toBeBilled("unbilled");
    expect(apiError).not.toBeBilled();
    expect(timeout).toBeBilled("unknown");
    expect({ outcome: "hang", billed: true }).toBeBilled();
    expect({ outcome: "code-302", billed: false }).toBeBilled("unbilled");
    await expect(Promise.resolve(success)).resolves.toBeBilled();
    await expect(Promise.reject(timeout)).rejects.toBeBilled("unknown");
  });

  test("says what it found", () => {
    expect(() => expect(apiError).toBeBilled()).toThrow("expected the call to be billed, but it is unbilled");
    expect(() => expect(timeout).toBeBilled()).toThrow("but it is of unknown billing");
    expect(() => expect(success).not.toBeBilled()).toThrow("expected the call not to be billed");
    expect(() => expect({}).toBeBilled()).toThrow("no outcome of a call");
    expect(() => expect(undefined).toBeBilled("unbilled")).toThrow("no outcome of a call");
  });
});

describe("toFailWithCode", () => {
  test("reads results and errors", async () => {
    expect(failed).toFailWithCode(302);
    expect(apiError).toFailWithCode(301, 302);
    expect(apiError).not.toFailWithCode(303);
    await expect(Promise.reject(apiError)).rejects.toFailWithCode(302);
  });

  test("says what it found", () => {
    expect(() => expect(failed).toFailWithCode(303)).toThrow("with code 303, but it failed with code 302");
    expect(() => expect(timeout).toFailWithCode(303)).toThrow("but it failed without a code (timeout)");
    expect(() => expect(success).toFailWithCode(100, 600)).toThrow("with code 100 or 600, but it succeeded");
    expect(() => expect("text").toFailWithCode(100)).toThrow("no outcome of a call");
    expect(() => expect(failed).not.toFailWithCode(302)).toThrow("not to fail with code 302");
  });

  test("is not fooled by a success whose data tells of a code", () => {
    expect({ code: 302, meta: { billing: "billed" } }).not.toFailWithCode(302);
  });
});

test("the same without vitest", () => {
  assertBilled(success);
  assertBilled(failed, "unbilled");
  assertFailedWithCode(apiError, 302);
  expect(() => assertBilled(timeout)).toThrow("but it is of unknown billing");
  expect(() => assertFailedWithCode(success, 302)).toThrow(
    expect.objectContaining({ code: "ERR_ASSERTION", message: expect.stringContaining("it succeeded") }),
  );
});
