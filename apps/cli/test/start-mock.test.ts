import { readAuthorSpread } from "@just-one/core/xingtu";
import { inventAuthorSpread } from "@just-one/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spreadColumns } from "../src/spread/spread-columns.ts";

test("the mock's figures are ones that every column can show", () => {
  fc.assert(
    fc.property(fc.string(), (oAuthorId) => {
      const data = inventAuthorSpread({ oAuthorId });
      // Safe: a failure of the platform is not among what is invented.
      const spread = readAuthorSpread({ data, meta: {} as never }) as Exclude<
        ReturnType<typeof readAuthorSpread>,
        Error
      >;
      for (const column of spreadColumns) expect(Number(column.read(spread))).toBeGreaterThanOrEqual(0);
    }),
  );
});
