import { inventAuthorSpread } from "@just-one/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";

test("the figures of a creator are the same every time, whatever the order of the parameters, and nobody else's", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (oAuthorId, other) => {
      const figures = inventAuthorSpread({ oAuthorId, range: "DAY_30", type: "PERSONAL_VIDEO" });
      expect(inventAuthorSpread({ type: "PERSONAL_VIDEO", range: "DAY_30", oAuthorId })).toEqual(figures);
      fc.pre(oAuthorId !== other);
      expect(inventAuthorSpread({ oAuthorId: other, range: "DAY_30", type: "PERSONAL_VIDEO" })).not.toEqual(figures);
    }),
  );
});

test("another window changes a creator's plays, by no more than half or double", () => {
  fc.assert(
    fc.property(fc.string(), (oAuthorId) => {
      const [month = 0, quarter = 0] = ["DAY_30", "DAY_90"].map((range) =>
        Number(inventAuthorSpread({ oAuthorId, range }).play_mid),
      );
      expect(month).not.toBe(quarter);
      expect(quarter / month).toBeGreaterThan(0.5);
      expect(quarter / month).toBeLessThan(2);
    }),
  );
});
