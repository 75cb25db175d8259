import {
  createMemoryLedger,
  type LedgerEntry,
  type LedgerLimit,
  type LedgerRefusal,
  type LedgerScope,
} from "@just-one/core";
import { createPostgresLedger, migratePostgres } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import * as fc from "fast-check";
import type { Pool } from "pg";
import { beforeAll, expect, test } from "vitest";

let pool: Pool;
let accounts = 0;

const label = fc.constantFrom("", "a", "a/1", "a/2", "b", "中/x", "a%", "A");
const day = fc.constantFrom("2026-11-23", "2026-11-24");
const cost = fc.constantFrom("", "0.15", "0.30", "1", "0.000000001", "nonsense");
const since = fc.constantFrom(new Date(0), new Date(Date.now() - 3_600_000), new Date(Date.now() + 7_200_000));
const scope: fc.Arbitrary<LedgerScope> = fc.record(
  {
    label: fc.oneof(
      label,
      label.map((prefix) => ({ prefix })),
    ),
    day,
    since,
  },
  { requiredKeys: [] },
);
const limit: fc.Arbitrary<LedgerLimit> = fc
  .tuple(scope, fc.record({ maxCalls: fc.nat(6), maxCost: fc.constantFrom("0", "0.45", "2") }, { requiredKeys: [] }))
  .map(([within, most]) => Object.assign({}, within, most));
const step = fc.record({
  /** Of what was reserved before, by place. */
  settled: fc.array(fc.tuple(fc.nat(20), fc.constantFrom("billed", "unbilled", "unknown")), { maxLength: 4 }),
  asked: fc.array(
    fc.tuple(
      fc.record({ label, day, cost, operation: fc.constantFrom("GET /a", "GET /b") }),
      fc.array(limit, { maxLength: 3 }),
    ),
    { maxLength: 6 },
  ),
  scope,
});

describePostgres("a ledger in Postgres beside one in memory", () => {
  beforeAll(async () => {
    pool = openPool(await createDatabase());
    await migratePostgres(pool);
  });

  test("answers the same to all that is asked and told at one time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
        const model = createMemoryLedger();
        const ledger = createPostgresLedger({ pool, account: `${(accounts += 1)}` });
        const reserved: LedgerEntry[] = [];
        for (const { settled, asked, scope: within } of steps) {
          // In one turn, settlements come first.
          const told = settled.flatMap(([place, billing]) => {
            const entry = reserved[place];
            return entry === undefined ? [] : [{ entry, billing }];
          });
          const entries = asked.map(([entry, limits], index) => ({
            entry: { ...entry, id: `${reserved.length} ${index}` },
            limits,
          }));
          const settling = told.map(async ({ entry, billing }) => ledger.settle(entry, billing));
          const reserving = entries.map(async ({ entry, limits }) => ledger.reserve(entry, limits));
          for (const { entry, billing } of told) await model.settle(entry, billing);
          const expected: (LedgerRefusal | undefined)[] = [];
          for (const { entry, limits } of entries) expected.push(await model.reserve(entry, limits));
          await Promise.all(settling);
          expect(await Promise.all(reserving)).toEqual(expected);
          reserved.push(...entries.filter((_, index) => expected[index] === undefined).map(({ entry }) => entry));
          expect(await ledger.sum(within)).toEqual(await model.sum?.(within));
        }
        expect(await ledger.usage()).toEqual(await model.usage());
        expect(order(await ledger.unreconciled())).toEqual(order(await model.unreconciled()));
      }),
      { numRuns: 60 },
    );
  });
});

function order(list: readonly LedgerEntry[]): string[] {
  return list.map(({ id }) => id).toSorted();
}
