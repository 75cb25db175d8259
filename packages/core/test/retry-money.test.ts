import type { ClientOptions, Result } from "@just-one/core";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { businessCodes } from "../src/envelope/business-codes.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { type BillingServer, losses, type Outcome, startBillingServer } from "./support/start-billing-server.ts";

// Codes whose billing the vendor does not tell may be billed or not; they count among the losses.
const told = Object.entries(businessCodes)
  .filter(([, row]) => row.billing !== "unknown")
  .map(([code]) => Number(code));

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    type: fc.constant("code" as const),
    code: fc.constantFrom(...told),
    retryAfter: fc.constantFrom(undefined, undefined, "0", "1", "99", "nonsense"),
  }),
  fc.record({ type: fc.constant("lost" as const), how: fc.constantFrom(...losses), billed: fc.boolean() }),
  // Whole JSON is in its chunk: a success in hand, which a vendor bills.
  fc.constant({ type: "lost" as const, how: "cut-chunk" as const, billed: true }),
);

const retry = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 5 }),
  baseMs: fc.integer({ min: 0, max: 4 }),
  capMs: fc.integer({ min: 0, max: 8 }),
  retryUnknown: fc.boolean(),
});

const calls = fc.array(fc.array(outcome, { maxLength: 6 }), { minLength: 1, maxLength: 8 });

const timeoutMs = 25;

test("no call is paid for twice, and none that was paid for is called free, whatever the vendor does", async () => {
  const server = await startBillingServer();
  const deadline = fc.constantFrom(undefined, 15, 60);
  await fc.assert(
    fc.asyncProperty(calls, retry, deadline, async (plans, options, deadlineMs) => {
      const ended = await runCalls(server, plans, { retry: options, deadlineMs });
      expect(ended.flatMap((end) => listViolations(end, { ...options, deadlineMs }))).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

interface Rules {
  readonly maxAttempts: number;
  readonly capMs: number;
  readonly retryUnknown: boolean;
  readonly deadlineMs: number | undefined;
}

function listViolations({ result, statement, tookMs }: Ended, rules: Rules): string[] {
  const { attempts, billing } = result.meta;
  const retried = attempts.slice(0, -1);
  const broken: Readonly<Record<string, boolean>> = {
    "paid twice unasked": statement.billed > 1 && !rules.retryUnknown,
    "called free what was paid": billing === "unbilled" && statement.billed > 0,
    "called paid what was free": billing === "billed" && statement.billed === 0,
    "a success that is not billed, or a failure that is": result.ok !== (billing === "billed"),
    "requests that no attempt tells of": statement.arrived > attempts.length,
    "more attempts than allowed": attempts.filter(({ code }) => code !== 302).length > rules.maxAttempts,
    "a retry after something paid": retried.some((attempt) => attempt.billing === "billed"),
    "a retry after something uncertain": retried.some(({ billing: b }) => b === "unknown" && !rules.retryUnknown),
    "a retry of a final code": retried.some(
      ({ code }) => code !== undefined && ![301, 302, 500, 503, 777].includes(code),
    ),
    "a success before the last attempt": retried.some(({ code }) => code === 0),
    "a wait before the first attempt": (attempts[0]?.waitedMs ?? 0) > 0,
    "a wait beyond the cap": attempts.some(({ waitedMs }) => waitedMs > rules.capMs),
    "a call beyond its deadline": tookMs > (rules.deadlineMs ?? Infinity) + slackMs,
  };
  return Object.keys(broken).filter((name) => broken[name] === true);
}

// What a busy machine may add.
const slackMs = 1000;

interface Ended {
  readonly result: Result<unknown>;
  readonly statement: ReturnType<BillingServer["statement"]>;
  readonly tookMs: number;
}

let count = 0;

/** Makes the calls at once through one client, each with its plan. */
async function runCalls(
  server: BillingServer,
  plans: readonly (readonly Outcome[])[],
  options: Partial<ClientOptions>,
): Promise<Ended[]> {
  // What an answer closes, and a slower pace after a 302, would keep calls from being sent at all.
  const client = createTestClient({ baseUrl: server.url, latches: false, rateLimiter: false, timeoutMs, ...options });
  const ended = await Promise.all(
    plans.map(async (plan) => {
      const id = `call-${(count += 1)}`;
      server.plan(id, plan);
      const began = performance.now();
      const result = await client.try("GET /things/v1", { id });
      return { id, result, tookMs: performance.now() - began };
    }),
  );
  return ended.map(({ id, result, tookMs }) => ({ result, tookMs, statement: server.statement(id) }));
}
