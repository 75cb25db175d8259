import type { PostgresConnection, PostgresPool } from "@just-one/postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask, NoAnswer } from "../src/ask.ts";

const never = new Promise<never>(() => {});
let released: (boolean | undefined)[];
const connection: PostgresConnection = {
  query: () => never,
  release: (isBroken) => void released.push(isBroken),
  on: () => undefined,
  removeListener: () => undefined,
};

beforeEach(() => {
  released = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("a server that swallows a statement is given up after ten seconds, with its connection", async () => {
  const pool: PostgresPool = { query: () => never, connect: () => Promise.resolve(connection) };
  const asking = ask(pool, "select 1").catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(released).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await asking).toBeInstanceOf(NoAnswer);
  expect(released).toEqual([true]);
});

test("a connection that comes when nobody waits any more goes back to the pool, unused", async () => {
  const late = Promise.withResolvers<PostgresConnection>();
  const pool: PostgresPool = { query: () => never, connect: () => late.promise };
  const asking = ask(pool, "select 1").catch(String);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await asking).toMatch(/no answer within 10 s/);
  late.resolve(connection);
  await vi.advanceTimersByTimeAsync(0);
  expect(released).toEqual([undefined]);
});

test("a connection whose statement failed is closed, since nobody knows what is left on it", async () => {
  const broken = { ...connection, query: () => Promise.reject(new Error("broken")) };
  const pool: PostgresPool = { query: () => never, connect: () => Promise.resolve(broken) };
  await expect(ask(pool, "select 1")).rejects.toThrow("broken");
  expect(released).toEqual([true]);
});
