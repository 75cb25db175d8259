import * as fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { nextShanghaiMidnight, shanghaiDay } from "../src/time/shanghai.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";
const shanghai = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "medium",
});
const zones = [
  "UTC",
  "Asia/Shanghai",
  "America/Los_Angeles",
  "Pacific/Kiritimati",
  "America/St_Johns",
  "Australia/Lord_Howe",
];
const machineZone = process.env["TZ"];

afterEach(() => {
  vi.useRealTimers();
  if (machineZone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = machineZone;
});

describe.each(zones)("with the machine's clock in %s", (zone) => {
  test("the next midnight in Shanghai is what the platform's own calendar says", () => {
    process.env["TZ"] = zone;
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    const times = fc.date({
      min: new Date("1992-01-01T00:00:00Z"),
      max: new Date("2099-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, (now) => {
        const midnight = nextShanghaiMidnight(now.getTime());
        expect(midnight.getTime()).toBeGreaterThan(now.getTime());
        expect(midnight.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000);
        expect(shanghai.format(midnight)).toMatch(/ 00:00:00$/);
        expect(shanghai.format(now)).toMatch(new RegExp(`^${shanghaiDay(now.getTime())} `));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["2026-12-31T15:59:59.999Z", "2026-12-31T16:00:00Z"], // 23:59:59.999 on New Year's Eve
    ["2026-12-31T16:00:00.000Z", "2027-01-01T16:00:00Z"], // 00:00 on New Year's Day
    ["2027-01-01T00:00:00.000Z", "2027-01-01T16:00:00Z"],
    ["2028-02-28T20:00:00.000Z", "2028-02-29T16:00:00Z"], // a leap day
    ["2026-03-29T00:59:59.000Z", "2026-03-29T16:00:00Z"], // when Europe's clocks change
    ["2026-11-24T03:00:00.000Z", "2026-11-24T16:00:00Z"],
  ])("a 303 at %s closes until %s", async (now, opens) => {
    process.env["TZ"] = zone;
    vi.useFakeTimers({ now: new Date(now), toFake: ["Date"] });
    const vendor = createVendor(({ number }) => (number === 1 ? 303 : 0));
    const client = createTestClient({ fetch: vendor.fetch });
    expect(await client.try(things, { id: "1" })).toMatchObject({ error: { code: 303, resetsAt: new Date(opens) } });

    vi.setSystemTime(new Date(opens).getTime() - 1);
    expect(await client.try(things, { id: "1" })).toMatchObject({ ok: false, error: { code: 303 } });
    expect(vendor.asked).toHaveLength(1);

    vi.setSystemTime(new Date(opens));
    expect(await client.try(things, { id: "1" })).toMatchObject({ ok: true });
  });
});

test("a 303 for a request of yesterday does not close today", async () => {
  vi.useFakeTimers({ now: new Date("2026-12-31T15:59:59Z"), toFake: ["Date"] });
  const door = createDoor();
  const vendor = createVendor(async ({ number }) => {
    if (number > 1) return 0;
    await door.opened;
    return 303;
  });
  const client = createTestClient({ fetch: vendor.fetch });
  const slow = client.try(things, { id: "1" });
  await vi.waitFor(() => expect(vendor.asked).toHaveLength(1));
  vi.setSystemTime(new Date("2026-12-31T16:00:20Z"));
  door.open();
  await slow;
  expect(await client.try(things, { id: "1" })).toMatchObject({ ok: true });
});
