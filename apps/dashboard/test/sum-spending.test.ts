import { expect, test } from "vitest";
import { sumSpending } from "../page/src/spending/sum-spending.ts";

const row = (day: string, user: string, operation: string, [billed = 0, unknown = 0, underWay = 0]: number[]) => {
  return { day, user, operation, billed, unknown, underWay };
};
const rows = [
  row("2026-11-25", "mei", "GET /a", [2, 1]),
  row("2026-11-26", "bo", "GET /a", [3]),
  row("2026-11-26", "mei", "GET /b", [4, 0, 1]),
];

test("the newest day stands first, and else who or what spent most", () => {
  expect(sumSpending(rows, "day")).toEqual([
    { name: "2026-11-26", billed: 7, unknown: 0, underWay: 1 },
    { name: "2026-11-25", billed: 2, unknown: 1, underWay: 0 },
  ]);
  expect(sumSpending(rows, "user").map(({ name, billed }) => [name, billed])).toEqual([
    ["mei", 6],
    ["bo", 3],
  ]);
  expect(sumSpending(rows, "operation").map(({ name, billed }) => [name, billed])).toEqual([
    ["GET /a", 5],
    ["GET /b", 4],
  ]);
  expect(sumSpending([], "day")).toEqual([]);
});

test("costs are summed where they are known, and absent where no price was", () => {
  const [mine, free, yours] = rows;
  const priced = [{ ...mine, cost: 0.6 }, { ...free }, { ...yours, cost: 1.2 }] as typeof rows;
  expect(sumSpending(priced, "user").map(({ name, cost }) => [name, cost])).toEqual([
    ["mei", expect.closeTo(1.8)],
    ["bo", undefined],
  ]);
});
