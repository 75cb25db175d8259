import { describe, expect, test } from "vitest";
import { failures } from "./support/failures.ts";
import { runFailure } from "./support/run-failure.ts";

describe("a call that meets", () => {
  test.each(failures)("$name ends as it should", async (failure) => {
    const result = await runFailure(failure, "marked-token-for-tests");

    expect(result).toMatchObject({ ok: false, error: failure.expected });
    expect(result.error.meta).toBe(result.meta);
    expect(result.meta.billing).toBe(result.error.billing);
    expect(result.meta.httpStatus).toBe(failure.httpStatus);
    expect(result.meta.attempts).toHaveLength(failure.attempts ?? 1);
    expect(result.meta.cached).toBe(false);
  });
});
