import type { BusinessCode } from "@just-one/api";
import { type BusinessCodeRow, businessCodes } from "@just-one/core";
import { expectTypeOf, test } from "vitest";

test("a code that the document gains and the table lacks fails the type check", () => {
  // @ts-expect-error Property '999' is missing
  const table: Readonly<Record<BusinessCode | 999, BusinessCodeRow>> = businessCodes;
  expectTypeOf(table).not.toBeAny();
});

test("every code of the document has a row", () => {
  expectTypeOf<keyof typeof businessCodes>().toEqualTypeOf<BusinessCode>();
});
