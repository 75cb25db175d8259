import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryLedger, type Ledger, type LedgerEntry } from "@just-one/core";
import { createFileLedger } from "@just-one/core/node";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";

// What every ledger promises; both of ours are held to it.

const folder = mkdtempSync(join(tmpdir(), "just-one-ledgers-"));
const opened: { close(): void }[] = [];
let count = 0;

afterAll(() => {
  for (const ledger of opened) ledger.close();
  rmSync(folder, { recursive: true });
});

function openFileLedger(): Ledger {
  const ledger = createFileLedger({ path: join(folder, `${(count += 1)}.ledger`) });
  opened.push(ledger);
  return ledger;
}

describe.each([
  ["in memory", createMemoryLedger],
  ["in a file", openFileLedger],
])("a ledger %s", (_place, createLedger) => {
  test("holds an entry as reserved until it is settled", async () => {
    const ledger = createLedger();
    expect(await ledger.reserve(entry("1"), {})).toBe(undefined);
    expect(await ledger.usage()).toEqual([row({ reservedCalls: 1, reservedCost: "0.15" })]);
    await ledger.settle(entry("1"), "billed");
    expect(await ledger.usage()).toEqual([row({ spentCalls: 1, spentCost: "0.15" })]);
  });

  test("forgets what was not billed", async () => {
    const ledger = createLedger();
    await ledger.reserve(entry("1"), {});
    await ledger.settle(entry("1"), "unbilled");
    expect(await ledger.usage()).toEqual([row({})]);
    expect(await ledger.unreconciled()).toEqual([]);
  });

  test("lists what may have been billed, and keeps it reserved", async () => {
    const ledger = createLedger();
    for (const id of ["1", "2", "3"]) await ledger.reserve(entry(id), {});
    for (const id of ["1", "3", "3"]) await ledger.settle(entry(id), "unknown");
    expect(await ledger.unreconciled()).toEqual([entry("1"), entry("3")]);
    expect(await ledger.usage()).toEqual([row({ reservedCalls: 3, reservedCost: "0.45", unknownCalls: 2 })]);
  });

  test.each([
    ["billed", { spentCalls: 1, spentCost: "0.15" }],
    ["unbilled", {}],
  ] as const)("settles an uncertain entry once the bill has told that it was %s", async (billing, settled) => {
    const ledger = createLedger();
    await ledger.reserve(entry("1"), {});
    await ledger.settle(entry("1"), "unknown");
    await ledger.settle(entry("1"), billing);
    expect(await ledger.unreconciled()).toEqual([]);
    expect(await ledger.usage()).toEqual([row(settled)]);
  });

  const billings = ["billed", "unbilled", "unknown"] as const;

  test.each(billings.flatMap((first) => billings.map((second) => [first, second] as const)))(
    "counts an entry once that is settled as %s, and then as %s",
    async (first, second) => {
      const ledger = createLedger();
      await ledger.reserve(entry("1"), {});
      await ledger.settle(entry("1"), first);
      await ledger.settle(entry("1"), second);
      for (let left = 3; left > 0; left -= 1) {
        await ledger.settle(entry("1"), "unbilled");
        await ledger.settle(entry("1"), "billed");
      }
      const [sum] = await ledger.usage();
      const isBilled = first === "billed" || (first === "unknown" && second === "billed");
      expect(sum).toMatchObject({ spentCalls: isBilled ? 1 : 0, reservedCalls: 0, unknownCalls: 0 });
      expect(await ledger.unreconciled()).toEqual([]);
    },
  );

  test("counts nothing for an entry that was never reserved", async () => {
    const ledger = createLedger();
    await ledger.reserve(entry("1"), {});
    for (const billing of billings) await ledger.settle(entry("2"), billing);
    expect(await ledger.usage()).toEqual([row({ reservedCalls: 1, reservedCost: "0.15" })]);
    expect(await ledger.unreconciled()).toEqual([]);
  });

  test("settles what was reserved, whatever became of the entry that it was told with", async () => {
    const ledger = createLedger();
    const own = { ...entry("1") };
    await ledger.reserve(own, {});
    Object.assign(own, { cost: "99", label: "other", day: "2026-11-25" });
    await ledger.settle(own, "unknown");
    Object.assign((await ledger.unreconciled())[0] ?? {}, { cost: "99", label: "other" });
    await ledger.settle(own, "billed");
    expect(await ledger.usage()).toEqual([row({ spentCalls: 1, spentCost: "0.15" })]);
  });

  test("refuses to reserve the same id twice", async () => {
    const ledger = createLedger();
    await ledger.reserve(entry("1"), {});
    expect(() => ledger.reserve(entry("1"), {})).toThrow(/UNIQUE|already/);
    expect(await ledger.usage()).toEqual([row({ reservedCalls: 1, reservedCost: "0.15" })]);
  });

  test("refuses the call beyond the limit, with what is spent and reserved", async () => {
    const ledger = createLedger();
    await ledger.reserve(entry("1"), { maxCalls: 2 });
    await ledger.settle(entry("1"), "billed");
    await ledger.reserve(entry("2"), { maxCalls: 2 });
    const totals = { spentCalls: 1, spentCost: "0.15", reservedCalls: 1, reservedCost: "0.15" };
    expect(await ledger.reserve(entry("3"), { maxCalls: 2 })).toEqual(totals);
    expect(await ledger.usage()).toEqual([row(totals)]);
  });

  test("counts what may have been billed against the limit", async () => {
    const ledger = createLedger();
    await ledger.reserve(entry("1"), { maxCalls: 1 });
    await ledger.settle(entry("1"), "unknown");
    expect(await ledger.reserve(entry("2"), { maxCalls: 1 })).toMatchObject({ reservedCalls: 1 });
  });

  test("allows a cost to the last decimal and not one beyond", async () => {
    const ledger = createLedger();
    const limit = { maxCost: "0.300000001" };
    expect(await ledger.reserve(entry("1", { cost: "0.1" }), limit)).toBe(undefined);
    expect(await ledger.reserve(entry("2", { cost: "0.2" }), limit)).toBe(undefined);
    expect(await ledger.reserve(entry("3", { cost: "0.000000002" }), limit)).toMatchObject({ reservedCost: "0.3" });
    expect(await ledger.reserve(entry("3", { cost: "0.000000001" }), limit)).toBe(undefined);
  });

  test("counts a day's limit by that day only", async () => {
    const ledger = createLedger();
    const limit = { day: "2026-11-24", maxCalls: 1 };
    await ledger.reserve(entry("1", { day: "2026-11-23" }), {});
    expect(await ledger.reserve(entry("2"), limit)).toBe(undefined);
    expect(await ledger.reserve(entry("3"), limit)).toMatchObject({ reservedCalls: 1 });
    expect(await ledger.reserve(entry("4"), { maxCalls: 2 })).toMatchObject({ reservedCalls: 2 });
  });

  test("tells a sum of a day or of everything, as its rows add up to", async () => {
    const ledger = createLedger();
    await ledger.reserve(entry("1", { day: "2026-11-23" }), {});
    await ledger.reserve(entry("2", { label: "a" }), {});
    await ledger.reserve(entry("3", { operation: "GET /b" }), {});
    await ledger.reserve(entry("4"), {});
    await ledger.settle(entry("2", { label: "a" }), "billed");
    await ledger.settle(entry("3", { operation: "GET /b" }), "unknown");
    await ledger.settle(entry("4"), "unbilled");
    const sums = { spentCalls: 1, spentCost: "0.15", reservedCalls: 1, reservedCost: "0.15" };
    expect(await ledger.sum?.({ day: "2026-11-24" })).toEqual(sums);
    expect(await ledger.sum?.({})).toEqual({ ...sums, reservedCalls: 2, reservedCost: "0.3" });
    const none = { spentCalls: 0, spentCost: "0", reservedCalls: 0, reservedCost: "0" };
    expect(await ledger.sum?.({ day: "2026-11-22" })).toEqual(none);
    expect(await ledger.usage()).toHaveLength(4);
  });

  test("sums by day, operation and label, in that order", async () => {
    const ledger = createLedger();
    const keys = [
      { day: "2026-11-24", operation: "GET /b", label: "" },
      { day: "2026-11-24", operation: "GET /a", label: "中 '; drop table sums; --" },
      { day: "2026-11-23", operation: "GET /b", label: "x" },
      { day: "2026-11-24", operation: "GET /a", label: "" },
    ] as const;
    for (const [index, key] of [...keys, ...keys].entries()) await ledger.reserve(entry(`${index}`, key), {});
    const twice = { reservedCalls: 2, reservedCost: "0.3" };
    expect(await ledger.usage()).toEqual(
      [keys[2], keys[3], keys[1], keys[0]].map((key) => row(Object.assign({}, key, twice))),
    );
  });

  test("sums exactly where floats and 64-bit integers do not", async () => {
    const cost = fc.tuple(fc.nat(999_999_999_999_999), fc.nat(999_999_999));
    await fc.assert(
      fc.asyncProperty(fc.array(cost, { maxLength: 20 }), async (costs) => {
        const ledger = createLedger();
        for (const [index, [whole, fraction]] of costs.entries()) {
          const one = entry(`${index}`, { cost: `${whole}.${String(fraction).padStart(9, "0")}` });
          await ledger.reserve(one, {});
          await ledger.settle(one, "billed");
        }
        const sum = costs.reduce((all, [whole, fraction]) => all + BigInt(whole) * 10n ** 9n + BigInt(fraction), 0n);
        const [usage] = await ledger.usage();
        expect(toBillionths(usage?.spentCost ?? "0")).toBe(sum);
      }),
      { numRuns: 20 },
    );
  });
});

function entry(id: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return { id, operation: "GET /a", label: "", day: "2026-11-24", cost: "0.15", ...change };
}

function row(change: object): object {
  const { operation, label, day } = entry("");
  const none = { spentCalls: 0, reservedCalls: 0, spentCost: "0", reservedCost: "0", unknownCalls: 0 };
  return { operation, label, day, ...none, ...change };
}

function toBillionths(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(9, "0"));
}
