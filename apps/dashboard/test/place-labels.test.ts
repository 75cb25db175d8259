import { array, assert, integer, property, record, string } from "fast-check";
import { expect, test } from "vitest";
import { placeLabels } from "../page/src/charts/place-labels.ts";
import { layOutBubbles } from "../page/src/charts/lay-out-bubbles.ts";
import { layOutSlopes } from "../page/src/charts/lay-out-slopes.ts";
import { measureText, shortenText } from "../page/src/charts/shorten-text.ts";

const bounds = { left: 40, right: 600, top: 20, bottom: 380 };
const place = integer({ min: 0, max: 640 });
const points = array(
  record({ name: string({ maxLength: 12 }), x: place, y: place, radius: integer({ min: 3, max: 30 }) }),
  {
    maxLength: 60,
  },
);

test("no name covers another, leaves the picture, or lies on what must stay in sight", () => {
  assert(
    property(points, (given) => {
      const named = given.map((point, index) => ({ ...point, id: String(index) }));
      const obstacles = named.map(({ x, y }) => ({ left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 }));
      const labels = placeLabels(named, obstacles, bounds);
      const boxes = labels.map(({ text, x, y }) => {
        return { left: x, right: x + 7 * text.length, top: y - 11, bottom: y + 3 };
      });
      for (const [index, box] of boxes.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(bounds.left);
        expect(box.right).toBeLessThanOrEqual(bounds.right + 1);
        for (const other of [...boxes.slice(0, index), ...obstacles]) {
          const isApart =
            box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top;
          expect(isApart).toBe(true);
        }
      }
    }),
  );
});

test("of many bubbles the twenty of the best value have a chance of a name, and none with few videos", () => {
  const bubbles = Array.from({ length: 200 }, (_, index) => {
    const [cost, engagement] = [10 + index, 1 + ((index * 7) % 5)];
    return { id: `${index}`, name: `n${index}`, cost, engagement, plays: 1000 + index, isSmallSample: index === 4 };
  });
  const { labels } = layOutBubbles({ bubbles, width: 640, height: 420, isLogarithmic: true });
  const best = bubbles
    .filter(({ isSmallSample }) => !isSmallSample)
    .toSorted((a, b) => b.engagement / b.cost - a.engagement / a.cost)
    .slice(0, 20);
  expect(labels.length).toBeGreaterThan(15);
  for (const { id } of labels) expect(best.map((bubble) => bubble.id)).toContain(id);
});

test.each([
  ["of creators with enough videos, as in the answers", 3, 20],
  ["of all, where none has", 0, 25],
])("the middle is that %s", (_name, firstSmall, cost) => {
  const bubbles = [10, 20, 30, 40].map((each, index) => {
    return {
      id: `${index}`,
      name: "n",
      cost: each,
      engagement: each / 10,
      plays: 1,
      isSmallSample: index >= firstSmall,
    };
  });
  const { middle, x, y } = layOutBubbles({ bubbles, width: 640, height: 420, isLogarithmic: false });
  expect(middle).toEqual({ x: x.place(cost), y: y.place(cost / 10) });
});

test("names beside slopes keep a line's height from each other, between the ends of the lines", () => {
  const slopes = Array.from({ length: 30 }, (_, index) => {
    return { id: `${index}`, name: "n", change: { from: 5, to: 5 + index / 1000, relative: index / 5000 } };
  });
  const labels = layOutSlopes(slopes, 50, 220).flatMap(({ label }) => label ?? []);
  expect(labels).toHaveLength(8);
  const sorted = labels.toSorted((a, b) => a - b);
  for (const [index, label] of sorted.slice(1).entries())
    expect(label - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(13.9);
  expect(sorted[0]).toBeGreaterThanOrEqual(50);
  expect(sorted.at(-1)).toBeLessThanOrEqual(220);
});

test("equal figures, and none at all, make no picture with holes", () => {
  expect(layOutSlopes([], 0, 100)).toEqual([]);
  expect(layOutSlopes([{ id: "1", name: "n", change: { from: 2, to: 2 } }], 0, 100)[0]?.from).toBe(50);
  const { x, y } = layOutBubbles({ bubbles: [], width: 300, height: 420, isLogarithmic: true });
  for (const ticks of [x.ticks, y.ticks]) expect(ticks.every(Number.isFinite)).toBe(true);
});

test.each([
  ["小明爱做饭", "小明爱做饭"],
  ["Vivi的日常", "Vivi的…"],
  ["一个非常非常长的名字", "一个非常…"],
  ["abcdefg", "abcdefg"],
  ["abcdefghij", "abcdefg…"],
  ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦…"],
  ["Z\u0338\u0321a\u0334l", "Z\u0338\u0321a\u0334l"],
])("of %j so much is written as a place holds, in whole signs", (name, written) => {
  expect(shortenText(name, 61)).toBe(written);
  expect(measureText(written)).toBeLessThanOrEqual(61);
});
