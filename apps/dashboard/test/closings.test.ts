import { businessCodes } from "@just-one/core";
import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import type { Failure } from "../src/shared/protocol.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { findMidnight } from "../src/server/find-reopening.ts";
import { findClosing, listClosings } from "../page/src/creators/closings.ts";
import type { CreatorRow, CreatorState } from "../page/src/creators/creator-row.ts";
import { send } from "./support/send.ts";
import { startDashboard } from "./support/start-dashboard.ts";

const failed = (failure: Partial<Failure>): CreatorState => ({
  status: "failed",
  failure: { kind: "api", billing: "unbilled", ...failure },
});
const row = (id: string, state: CreatorState, otherRange?: CreatorState): CreatorRow => {
  return { id, state, known: [], ...(otherRange && { otherRange }) };
};

describe("what closed the way", () => {
  test("is told once for each reason, with all its calls and the latest time", () => {
    const [early, late] = ["2026-11-26T12:00:00.000Z", "2026-11-26T12:01:00.000Z"];
    const rows = [
      row("1", failed({ code: 303, reopensAt: late })),
      row("2", failed({ code: 601, reopensAt: early }), failed({ code: 601, reopensAt: late })),
      row("3", failed({ code: 301 })),
      row("4", failed({ kind: "budget" })),
      row("5", { status: "loading" }),
    ];
    expect(listClosings(rows)).toEqual([
      { reason: 601, calls: 2, reopensAt: Date.parse(late) },
      { reason: 303, calls: 1, reopensAt: Date.parse(late) },
      { reason: "budget", calls: 1 },
    ]);
  });

  test("are exactly the codes that close something, and the budget", () => {
    const closing = Object.entries(businessCodes).filter(([, { closes }]) => closes !== undefined);
    const codes = Object.keys(businessCodes).map(Number);
    const found = codes.filter((code) => findClosing({ kind: "api", code, billing: "unbilled" }) !== undefined);
    expect(found).toEqual(closing.map(([code]) => Number(code)));
    expect(findClosing({ kind: "budget", billing: "unbilled" })).toBe("budget");
  });
});

describe("when it opens again", () => {
  test.each(["100", "303", "600", "601", "602"])(
    "is told with code %s, also of calls that were not sent",
    async (code) => {
      await using vendor = await startFaultServer({ choose: () => code });
      await using dashboard = await startDashboard({ baseUrl: vendor.url });
      for (const oAuthorId of ["1", "2"]) {
        const body = { operation: spreadOperation, parameters: { oAuthorId } };
        const reply = await send(`${dashboard.url}/api/call`, { body });
        // Safe: the test of calls looks at the shape.
        const { failure } = reply.body as { failure: Failure };
        const waitMs = Date.parse(failure.reopensAt ?? "") - Date.now();
        expect(waitMs).toBeGreaterThan(code === "303" ? 0 : 40_000);
        expect(waitMs).toBeLessThanOrEqual(code === "303" ? 86_400_000 : 60_000);
      }
      expect(vendor.ledger).toHaveLength(1);
    },
  );

  test.each([
    ["2026-11-26T15:59:59.999Z", "2026-11-26T16:00:00.000Z"],
    ["2026-11-26T16:00:00.000Z", "2026-11-27T16:00:00.000Z"],
    ["2026-12-31T20:00:00.000Z", "2027-01-01T16:00:00.000Z"],
  ])("the budget of a day does at midnight in Shanghai: at %s it is %s", (now, midnight) => {
    expect(findMidnight(new Date(now)).toISOString()).toBe(midnight);
  });
});
