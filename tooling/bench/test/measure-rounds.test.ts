import { expect, test } from "vitest";
import { measureRounds } from "../src/measure-rounds.ts";

test("contenders take turns, each round begins with another one, and warm-up rounds are not counted", async () => {
  const order: string[] = [];
  const contender = (name: string) => async (): Promise<number> => order.push(name);
  const samples = await measureRounds({
    rounds: 2,
    warmUp: 1,
    contenders: { a: contender("a"), b: contender("b") },
  });
  expect(order.join("")).toBe("abbaab");
  expect(samples).toEqual({ a: [4, 5], b: [3, 6] });
});
