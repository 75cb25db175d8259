import { setImmediate } from "node:timers/promises";
import { createAdaptiveLimiter } from "@just-one/core/lean";
import { expect, test } from "vitest";
import { beginRange } from "../src/board/begin-range.ts";

const never = new AbortController().signal;

test("ranges of one limiter begin one after the other, and those of other operations and limiters at once", async () => {
  const limiter = createAdaptiveLimiter();
  const begun: string[] = [];
  const begin = async (name: string, of = limiter, operation = "GET /a"): Promise<() => void> => {
    const pass = await beginRange(of, operation, never);
    begun.push(name);
    return pass;
  };
  const pass = await begin("first");
  const second = begin("second");
  const third = begin("third");
  await Promise.all([begin("other operation", limiter, "GET /b"), begin("other limiter", createAdaptiveLimiter())]);
  await setImmediate();
  expect(begun).toEqual(["first", "other operation", "other limiter"]);
  pass();
  (await second)();
  await third;
  expect(begun.slice(3)).toEqual(["second", "third"]);
});

test("whoever is stopped waits no longer, and lets nobody in before their turn", async () => {
  const limiter = createAdaptiveLimiter();
  const pass = await beginRange(limiter, "GET /a", never);
  const stop = new AbortController();
  const stopped = beginRange(limiter, "GET /a", stop.signal);
  let isIn = false;
  const last = beginRange(limiter, "GET /a", never).then((own) => ((isIn = true), own));
  stop.abort();
  (await stopped)();
  await setImmediate();
  expect(isIn).toBe(false);
  pass();
  await last;
});
