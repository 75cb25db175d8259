import { readAuthorSpread } from "@just-one/core/xingtu";
import { inventAuthorSpread } from "@just-one/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spreadColumns } from "../src/spread/spread-columns.ts";

test("invents the same figures for the same creator, others for another, and none that a column cannot show", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (seed, other) => {
      const data = inventAuthorSpread({ oAuthorId: seed });
      expect(inventAuthorSpread({ oAuthorId: seed })).toEqual(data);
      fc.pre(seed !== other);
      expect(inventAuthorSpread({ oAuthorId: other })).not.toEqual(data);
      // Safe: a failure of the platform is not among what is invented.
      const spread = readAuthorSpread({ data, meta: {} as never }) as Exclude<
        ReturnType<typeof readAuthorSpread>,
        Error
      >;
      for (const column of spreadColumns) expect(Number(column.read(spread))).toBeGreaterThanOrEqual(0);
    }),
  );
});
