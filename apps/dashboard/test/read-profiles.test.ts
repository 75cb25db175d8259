import { readAuthorSpread, UpstreamError } from "@just-one/core/xingtu";
import { inventAuthorSpread } from "@just-one/testing";
import { expect, test } from "vitest";
import type { LoadedCreator } from "../page/src/charts/loaded-creator.ts";
import { readProfiles } from "../page/src/charts/read-profiles.ts";

const meta = { operation: "GET /x", billing: "billed", attempts: [], cached: false } as const;

function invent(id: string, isSmallSample: boolean, plays: number): LoadedCreator {
  const data = { ...inventAuthorSpread({ oAuthorId: id }), play_mid: `${plays}` };
  const spread = readAuthorSpread({ data, meta });
  if (spread instanceof UpstreamError) throw spread;
  return { id, name: id, title: id, spread, isSmallSample };
}

test("a creator with few videos is no measure for the others, and lies beyond the rim", () => {
  const creators = [invent("1001", false, 1000), invent("1002", false, 500), invent("1003", true, 4000)];
  expect(readProfiles(creators, creators, ["medianPlays"]).map(({ shares }) => shares)).toEqual([[1], [0.5], [4]]);
});

test("where all have few videos, the best of them is the measure", () => {
  const creators = [invent("1001", true, 1000), invent("1002", true, 500)];
  expect(readProfiles(creators, creators, ["medianPlays"]).map(({ shares }) => shares)).toEqual([[1], [0.5]]);
});
