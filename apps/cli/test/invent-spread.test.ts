import { readAuthorSpread } from "@just-one/core/xingtu";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { inventSpread } from "../src/mock/invent-spread.ts";
import { spreadColumns } from "../src/spread/spread-columns.ts";

test("invents the same figures for the same seed, others for another, and none that a column cannot show", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (seed, other) => {
      const data = inventSpread(seed);
      expect(inventSpread(seed)).toEqual(data);
      fc.pre(seed !== other);
      expect(inventSpread(other)).not.toEqual(data);
      // Safe: a failure of the platform is not among what is invented.
      const spread = readAuthorSpread({ data, meta: {} as never }) as Exclude<
        ReturnType<typeof readAuthorSpread>,
        Error
      >;
      for (const column of spreadColumns) expect(Number(column.read(spread))).toBeGreaterThanOrEqual(0);
    }),
  );
});
