import { expect, test } from "vitest";
import { toError } from "../src/board/to-error.ts";

test.each([
  [{ message: "connection lost", code: "08006", queue: "q" }, "connection lost", "08006"],
  [{ queue: "q" }, "pg-boss failed without saying why", undefined],
  ["text", "pg-boss failed without saying why", undefined],
  [null, "pg-boss failed without saying why", undefined],
])("%j of pg-boss is an error with words", (told, message, code) => {
  expect(toError(told)).toMatchObject({ message, cause: told });
  expect((toError(told) as { code?: string }).code).toBe(code);
});

test("an error stays the one that it is", () => {
  const error = new Error("one");
  expect(toError(error)).toBe(error);
});
