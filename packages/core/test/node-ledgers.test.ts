import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createMemoryLedger, type Ledger, type LedgerEntry, type LedgerLimit } from "@just-one/core";
import { createFileLedger } from "@just-one/core/node";
import { ledgerRules } from "@just-one/testing";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { spoiledLedgers } from "./support/spoiled-ledgers.ts";

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

const ledgers = [
  ["in memory", createMemoryLedger],
  ["in a file", openFileLedger],
] as const;

describe.each(ledgers)("a ledger %s", (_place, createLedger) => {
  test.each(ledgerRules)("$name", async ({ check }) => expect(await check(createLedger())).toBe(undefined));

  test("counts since a time from its minute, and since one of more than a day ago from its day in Shanghai", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T10:20:30Z") });
    onTestFinished(() => void vi.useRealTimers());
    const ledger = createLedger();
    const sumSince = (time: string) => ledger.sum?.({ since: new Date(time) });
    await ledger.reserve(entry("1"), []);
    vi.setSystemTime("2026-11-24T10:30:29Z");
    expect(await ledger.reserve(entry("2"), [lastTenMinutes()])).toMatchObject({ reservedCalls: 1 });
    vi.setSystemTime("2026-11-24T10:31:00Z");
    expect(await ledger.reserve(entry("2"), [lastTenMinutes()])).toBe(undefined);
    await ledger.settle(entry("1"), "billed");
    expect(await sumSince("2026-11-24T10:20:59Z")).toMatchObject({ spentCalls: 1, reservedCalls: 1 });
    expect(await sumSince("2026-11-24T10:21:00Z")).toMatchObject({ spentCalls: 0, reservedCalls: 1 });

    vi.setSystemTime("2026-11-26T12:00:00Z");
    await ledger.reserve(entry("3", "2026-11-26"), []);
    await ledger.settle(entry("2"), "billed"); // whose minute is forgotten
    expect(await sumSince("2026-11-24T15:59:59Z")).toMatchObject({ spentCalls: 2, reservedCalls: 1 });
    expect(await sumSince("2026-11-24T16:00:00Z")).toMatchObject({ spentCalls: 0, reservedCalls: 1 });
    expect(await ledger.usage({ since: new Date("2026-11-26T11:00:00Z") })).toMatchObject([{ reservedCalls: 1 }]);
  });

  test.each([-1, 1, 24])(
    "holds a limit since a time while the clock is %i hours off, and when it is right again",
    async (hours) => {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T10:20:30Z") });
      onTestFinished(() => void vi.useRealTimers());
      const ledger = createLedger();
      await ledger.reserve(entry("1"), []);
      vi.setSystemTime(Date.now() + hours * 3_600_000 + 300_000);
      await ledger.settle(entry("1"), "billed");
      vi.setSystemTime(Date.now() - hours * 3_600_000);
      expect(await ledger.reserve(entry("2"), [lastTenMinutes()])).toMatchObject({ limit: { maxCalls: 1 } });
    },
  );

  test("counts since any time at least what was reserved from then on", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-01T00:00:00Z") });
    onTestFinished(() => void vi.useRealTimers());
    const ledger = createLedger();
    for (const hour of Array.from({ length: 80 }).keys()) {
      const now = Date.parse("2026-11-01T00:30:00Z") + hour * 3_600_000;
      vi.setSystemTime(now);
      const own = entry(`${hour}`, new Date(now + 8 * 3_600_000).toISOString().slice(0, 10));
      await ledger.reserve(own, []);
      if (hour % 2 === 0) await ledger.settle(own, "billed");
    }
    for (const ago of [1, 5, 22, 23, 24, 25, 26, 40, 79]) {
      const since = new Date(Date.now() - ago * 3_600_000);
      const { spentCalls = 0, reservedCalls = 0 } = (await ledger.sum?.({ since })) ?? {};
      const counted = spentCalls + reservedCalls;
      expect(counted, `${ago} hours`).toBeGreaterThanOrEqual(ago + 1);
      expect(counted, `${ago} hours`).toBeLessThan(ago + (ago < 24 ? 2 : 25));
    }
  });

  test("takes what is no time for one that has always been", async () => {
    const ledger = createLedger();
    await ledger.reserve(entry("1"), []);
    for (const since of [new Date("nonsense"), "soon", null, new Date(8.64e15 + 1)]) {
      // Safe: what callers without types may give.
      expect(await ledger.reserve(entry("2"), [{ since: since as Date, maxCalls: 1 }])).toMatchObject({
        reservedCalls: 1,
      });
    }
  });
});

test.each(spoiledLedgers)("the rules find a ledger out that %s", async (_what, spoil) => {
  const checks = ledgerRules.map(({ check }) => {
    const right = createMemoryLedger();
    return check({ ...right, ...spoil(right) });
  });
  const outcomes = await Promise.allSettled(checks);
  expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
});

test("a ledger file of the version before is taken over, and its sums go on", () => {
  const path = join(folder, "earlier.ledger");
  const earlier = createFileLedger({ path });
  void earlier.reserve(entry("1"), []);
  earlier.close();
  const database = new DatabaseSync(path);
  database.exec("alter table entries drop column owner; pragma user_version = 2");
  database.close();
  const ledger = createFileLedger({ path });
  opened.push(ledger);
  expect(ledger.reserve(entry("2"), [{ maxCalls: 1 }])).toMatchObject({ reservedCalls: 1 });
  void ledger.settle(entry("1"), "billed");
  expect(ledger.usage()).toMatchObject([{ spentCalls: 1, reservedCalls: 0 }]);
});

function lastTenMinutes(): LedgerLimit {
  return { since: new Date(Date.now() - 600_000), maxCalls: 1 };
}

function entry(id: string, day = "2026-11-24"): LedgerEntry {
  return { id, operation: "GET /a", label: "", day, cost: "0.15" };
}
