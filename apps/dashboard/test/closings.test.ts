import { businessCodes } from "@just-one/core";
import { startFaultServer } from "@just-one/testing";
import { describe, expect, test } from "vitest";
import type { Failure } from "../src/shared/protocol.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { findMidnight } from "../src/server/find-reopening.ts";
import type { Outcome } from "../page/src/api/ask-outcomes.ts";
import { findClosing, listClosings } from "../page/src/creators/closings.ts";
import type { CreatorRow, CreatorState } from "../page/src/creators/creator-row.ts";
import { english } from "../page/src/messages/english.ts";
import { findClosedWay } from "../page/src/money/find-closed-way.ts";
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

describe("whether anything can be sent", () => {
  const now = Date.parse("2026-11-26T12:00:00.000Z");
  const [past, future] = [now - 1, now + 60_000].map((reopensAt) => ({ reason: 601, calls: 1, reopensAt }) as const);

  const told = "Balance used up · A call can be tried again";
  test.each<[string, readonly Outcome[] | undefined, typeof past, string | undefined]>([
    ["nobody has said anything", undefined, undefined, undefined],
    ["the server has not been asked since, and calls were told a time that is not over", undefined, future, told],
    ["that time is over", undefined, past, undefined],
    ["the server says so of some", ["closed", "send"], future, undefined],
    ["the server says so of one that may be paid for twice", ["over-budget", "unsure"], future, undefined],
    ["the server says so of none", ["closed", "cached"], future, told],
    ["the budget allows none, and nothing was tried yet", ["over-budget"], undefined, english.loading.closedAll],
    ["there is nothing to send", ["cached", "invalid"], undefined, undefined],
  ])("when %s", (_name, outcomes, closing, closed) => {
    const closings = closing === undefined ? [] : [closing];
    expect(findClosedWay({ outcomes, closings, now }, english)?.split(" from ")[0]).toBe(closed);
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
