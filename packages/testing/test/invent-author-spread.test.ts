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

test("another window has other figures, with less than twice and more than half the plays", () => {
  fc.assert(
    fc.property(fc.string(), (oAuthorId) => {
      const month = inventAuthorSpread({ oAuthorId, range: "DAY_30" });
      const quarter = inventAuthorSpread({ oAuthorId, range: "DAY_90" });
      expect(quarter).not.toEqual(month);
      const ratio = Number(quarter.play_mid) / Number(month.play_mid);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    }),
  );
});
