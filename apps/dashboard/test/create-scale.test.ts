import { array, assert, double, property } from "fast-check";
import { expect, test } from "vitest";
import { createScale } from "../page/src/charts/create-scale.ts";

test("every value lies between a few ticks, whatever the values are, and also when there are none", () => {
  const values = array(double({ min: 0, max: 1e15, noNaN: true }));
  assert(
    property(values, (given) => {
      const { ticks, place } = createScale({ values: given, from: 0, to: 100 });
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
      for (const value of given) {
        expect(place(value)).toBeGreaterThanOrEqual(0);
        expect(place(value)).toBeLessThanOrEqual(100.001);
      }
    }),
    { examples: [[[]], [[0]], [[5e-324]], [[1e-300, 1]]] },
  );
});

test("a logarithmic scale holds every value above nothing between its ends, with a few ticks at 1, 2 and 5", () => {
  const values = array(double({ min: 1e-3, max: 1e9, noNaN: true }), { minLength: 1 });
  assert(
    property(values, (given) => {
      const { ticks, place } = createScale({ values: given, from: 0, to: 100, isLogarithmic: true });
      expect(ticks.length).toBeLessThanOrEqual(7);
      for (const value of given) {
        expect(place(value)).toBeGreaterThanOrEqual(-0.001);
        expect(place(value)).toBeLessThanOrEqual(100.001);
      }
    }),
    { examples: [[[1]], [[0.3, 0.3]], [[1, 1e9]]] },
  );
});
