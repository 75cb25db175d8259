import { expect, test } from "vitest";
import type { CreatorState } from "../page/src/creators/creator-row.ts";
import { planRetry } from "../page/src/creators/plan-retry.ts";
import type { SpreadCall } from "../page/src/creators/spread-call.ts";

const main: SpreadCall = { id: "1", variant: { range: "DAY_30", type: "PERSONAL_VIDEO" } };
const other: SpreadCall = { id: "1", variant: { range: "DAY_90", type: "PERSONAL_VIDEO" } };
const sure: CreatorState = { status: "failed", failure: { kind: "api", code: 301, billing: "unbilled" } };
const unsure: CreatorState = { status: "failed", failure: { kind: "transport", billing: "unknown" } };
const loaded = { status: "loaded" } as CreatorState; // safe: nothing else of it is looked at

test.each<[string, CreatorState, CreatorState, SpreadCall[], SpreadCall[]]>([
  ["both certainly unbilled", sure, sure, [main, other], []],
  ["the main one unsure, as its note says", unsure, sure, [other], [main]],
  ["the other one unsure, of which the note says nothing", sure, unsure, [main], []],
  ["both unsure: the note is the main one's", unsure, unsure, [], [main]],
  ["the main one there: the note is the other one's", loaded, unsure, [main], [other]],
])("with %s", (_name, mainState, otherState, ...[wantedSure, wantedAgain]) => {
  const find = (call: SpreadCall): CreatorState => (call === main ? mainState : otherState);
  expect(planRetry([main, other], find)).toEqual({ sure: wantedSure, again: wantedAgain });
});
