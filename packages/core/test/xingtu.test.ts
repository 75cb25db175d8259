import {
  type AuthorSpread,
  checkQuote,
  compareCreators,
  compareSpreads,
  compareWindows,
  deriveFromSpread,
  metricNames,
  readAuthorSpread,
  UpstreamError,
} from "@just-one/core/xingtu";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const meta = { operation: "GET /x", billing: "billed", attempts: [], cached: false } as const;

function read(data: unknown): AuthorSpread {
  const spread = readAuthorSpread({ data, meta });
  if (spread instanceof UpstreamError) throw spread;
  return spread;
}

// The values of the vendor's published sample.
const sample = {
  avg_duration: "2600",
  base_resp: { status_code: 0, status_message: "" },
  comment_avg: "4192",
  expect_cpe: { cpe_1_20: "253", cpe_21_60: "633", cpe_60: "633" },
  expect_cpm: { cpm_1_20: "5618", cpm_21_60: "14043", cpm_60: "14043" },
  interact_rate: { label: "剧情搞笑", overtake: 5973, value: 244 },
  item_num: "3",
  item_rate: {
    interact_rate: {},
    item_num: { label: "", overtake: 10800, value: 3 },
    play_mid: { label: "", overtake: 9993, value: 3642403 },
  },
  like_avg: "95028",
  play_mid: "3642403",
  play_over_rate: { label: "剧情搞笑", overtake: 6400, value: 1113 },
  play_stability: { label: "剧情搞笑", overtake: 8865, value: 540887 },
  sales_expect_cpm: { cpm_1_20: "6619", cpm_21_60: "16543", cpm_60: "16543" },
  share_avg: "9637",
};

// The measures that the sample's figures become.
const count = (value: number) => ({ value, unit: "count", certainty: "proven" });
const rate = (value: number, beaten: number) => ({
  value,
  unit: "fraction",
  certainty: "proven",
  peers: { label: "剧情搞笑", beaten: { value: beaten, unit: "fraction", certainty: "likely" } },
});
const yuan = (value: string, certainty = "proven") => ({ value, unit: "yuan", certainty });
const beaten = (value: number) => ({ beaten: { value, unit: "unknown", certainty: "unknown" } });

/** A reply with twelve figures that are in order, all times a factor. */
const scale = (factor: number): object => ({
  play_mid: 1 * factor,
  like_avg: 2 * factor,
  comment_avg: 3 * factor,
  share_avg: 4 * factor,
  interact_rate: { value: 50_000 * factor },
  play_over_rate: { value: 60_000 * factor },
  expect_cpm: { cpm_1_20: 700 * factor, cpm_21_60: 800 * factor, cpm_60: 900 * factor },
  expect_cpe: { cpe_1_20: 1000 * factor, cpe_21_60: 1100 * factor, cpe_60: 1200 * factor },
});

describe("readAuthorSpread", () => {
  test("gives every field of the vendor's its meaning, unit and certainty", () => {
    expect(read(sample)).toEqual({
      videos: { ...count(3), peers: beaten(10_800) },
      medianPlays: { ...count(3_642_403), peers: beaten(9993) },
      meanLikes: count(95_028),
      meanComments: count(4192),
      meanShares: count(9637),
      meanDuration: { value: 26, unit: "seconds", certainty: "likely" },
      engagementRate: rate(0.0244, 0.5973),
      completionRate: rate(0.1113, 0.64),
      playStability: { ...rate(0, 0.8865), value: 540_887, unit: "unknown", certainty: "unknown" },
      costPerMille: { upTo20s: yuan("56.18"), upTo60s: yuan("140.43"), over60s: yuan("140.43") },
      costPerEngagement: { upTo20s: yuan("2.53"), upTo60s: yuan("6.33"), over60s: yuan("6.33") },
      salesCostPerMille: {
        upTo20s: yuan("66.19", "likely"),
        upTo60s: yuan("165.43", "likely"),
        over60s: yuan("165.43", "likely"),
      },
      raw: sample,
    });
  });

  test.each([null, 7, "text", [sample]])("finds nothing in %j", (data) => {
    expect(read(data)).toEqual({ costPerMille: {}, costPerEngagement: {}, salesCostPerMille: {}, raw: data });
  });

  test.each([
    ["x5", undefined],
    ["5x", undefined],
    ["1.x", undefined],
    ["-7", -7],
    ["1.25", 1.25],
    [true, undefined],
    [Infinity, undefined],
  ])("reads %j as the number %j", (raw, value) => {
    expect(read({ like_avg: raw }).meanLikes?.value).toBe(value);
  });

  test.each([
    ["x500", undefined],
    ["500x", undefined],
    ["5.", undefined],
    ["-00500", "-5.00"],
    [true, undefined],
  ])("reads %j fen as %j yuan", (raw, value) => {
    expect(read({ expect_cpm: { cpm_1_20: raw } }).costPerMille.upTo20s?.value).toBe(value);
  });

  test("keeps what nobody knows as the vendor sent it", () => {
    const spread = read(sample);
    expect(spread.playStability).toMatchObject({ value: 540_887, unit: "unknown", certainty: "unknown" });
    expect(spread.videos?.peers).toEqual({ beaten: { value: 10_800, unit: "unknown", certainty: "unknown" } });
  });

  test("leaves out what is missing, empty or unreadable, and never says zero for it", () => {
    const spread = read({
      item_num: "",
      play_mid: null,
      interact_rate: {},
      expect_cpm: { cpm_1_20: "n/a" },
      like_avg: "0",
    });
    const none = { costPerMille: {}, costPerEngagement: {}, salesCostPerMille: {} };
    expect(spread).toEqual({ ...none, meanLikes: { value: 0, unit: "count", certainty: "proven" }, raw: spread.raw });
  });

  test("moves the point of fen exactly, also beyond what a float holds", () => {
    const fen = { cpm_1_20: "5", cpm_21_60: "90071992547409931", cpm_60: 12.5 };
    const { upTo20s, upTo60s, over60s } = read({ expect_cpm: fen }).costPerMille;
    expect([upTo20s?.value, upTo60s?.value, over60s?.value]).toEqual(["0.05", "900719925474099.31", "0.125"]);
  });

  test("is an UpstreamError, billed, when base_resp tells of a failure", () => {
    const error = readAuthorSpread({ data: { base_resp: { status_code: 7, status_message: "busy" } }, meta });
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ kind: "upstream", statusCode: 7, statusMessage: "busy", billing: "billed" });
    expect(error).toMatchObject({
      name: "UpstreamError",
      message: expect.stringMatching(/^GET \/x was answered and billed/),
    });
  });

  test.each(["", 7, undefined])("has no words of the platform where there are none: %j", (statusMessage) => {
    const data = { base_resp: { status_code: "7", status_message: statusMessage } };
    expect(readAuthorSpread({ data, meta })).not.toHaveProperty("statusMessage");
  });

  test.each([0, "0", null, undefined])("is none where the platform's status is %j", (statusCode) => {
    const data = { base_resp: { status_code: statusCode }, like_avg: "1" };
    expect(read(data).meanLikes?.value).toBe(1);
  });
});

describe("comparisons", () => {
  const creators = [
    { id: "a", spread: read({ ...sample, play_mid: "100", expect_cpm: { cpm_1_20: "300" } }) },
    { id: "b", spread: read({ ...sample, play_mid: "300", expect_cpm: { cpm_1_20: "100" }, item_num: "5" }) },
    { id: "c", spread: read({ ...sample, play_mid: "300", expect_cpm: {}, item_num: null }) },
  ];

  test("rank high plays and low costs first, with equal ranks for equal values", () => {
    const [a, b, c] = compareCreators(creators).map(({ standings }) => standings);
    expect(a?.medianPlays).toEqual({ rank: 3, of: 3, best: false, worst: false });
    expect(b?.medianPlays).toEqual({ rank: 1, of: 3, best: true, worst: false });
    expect(c?.medianPlays?.rank).toBe(1);
    expect(b?.costPerMilleUpTo20s).toEqual({ rank: 1, of: 2, best: true, worst: false });
    expect(c?.costPerMilleUpTo20s).toBeUndefined();
  });

  test("know of every metric which end of it an advertiser wants", () => {
    const [low, high] = [read(scale(1)), read(scale(2))];
    expect(Object.values(compareSpreads(low, high)).map(({ from }) => from)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    const [, standings] = compareCreators([
      { id: "low", spread: low },
      { id: "high", spread: high },
    ]).map((creator) => creator.standings);
    const best = metricNames.filter((name) => standings?.[name]?.best);
    const worst = metricNames.filter((name) => standings?.[name]?.worst);
    expect(best).toEqual([
      "medianPlays",
      "meanLikes",
      "meanComments",
      "meanShares",
      "engagementRate",
      "completionRate",
    ]);
    expect(worst).toEqual(metricNames.slice(6));
    expect(worst.every((name) => name.startsWith("cost"))).toBe(true);
  });

  test("mark nobody as best or worst where all are equal", () => {
    expect(compareCreators(creators)[0]?.standings.meanLikes).toMatchObject({ best: false, worst: false });
  });

  test("flag samples under five videos, and say nothing where the number is unknown", () => {
    expect(compareCreators(creators).map(({ smallSample }) => smallSample)).toEqual([true, false, undefined]);
  });

  test("tell the relative change between two replies, and none from zero", () => {
    const changes = compareSpreads(read({ play_mid: "100", like_avg: "0" }), read({ play_mid: "150", like_avg: "9" }));
    expect(changes).toEqual({
      medianPlays: { from: 100, to: 150, relative: 0.5, isBetter: true },
      meanLikes: { from: 0, to: 9, isBetter: true },
    });
  });

  test("tell windows of time apart in one direction: the last 30 days against 90, and which way is better", () => {
    const days30 = read({ play_mid: "150", like_avg: "5", expect_cpm: { cpm_1_20: 150 } });
    const days90 = read({ play_mid: "100", like_avg: "5", expect_cpm: { cpm_1_20: 100 } });
    expect(compareWindows(days30, days90)).toEqual({
      medianPlays: { from: 100, to: 150, relative: 0.5, isBetter: true },
      meanLikes: { from: 5, to: 5, relative: 0 },
      costPerMilleUpTo20s: { from: 1, to: 1.5, relative: 0.5, isBetter: false },
    });
    expect(compareWindows(days90, days30).medianPlays?.isBetter).toBe(false);
  });

  test("call neither window better where either is of fewer than five videos", () => {
    const [few, many] = [read({ play_mid: "150", item_num: "4" }), read({ play_mid: "100", item_num: "5" })] as const;
    for (const [days30, days90] of [
      [few, many],
      [many, few],
    ] as const) {
      expect(compareWindows(days30, days90).medianPlays).not.toHaveProperty("isBetter");
    }
    expect(compareWindows(many, read({ play_mid: "1", item_num: "5" })).medianPlays?.isBetter).toBe(true);
  });

  test("never mark a creator of fewer than five videos, and find best and worst among the others", () => {
    const figures = [
      ["few", "4", "900"],
      ["most", "5", "300"],
      ["unknown", undefined, "200"],
      ["least", "12", "100"],
      ["fewest", "1", "1"],
    ] as const;
    const compared = compareCreators(
      figures.map(([id, item_num, play_mid]) => ({ id, spread: read({ item_num, play_mid }) })),
    );
    const list = (mark: "best" | "worst"): string[] =>
      compared.filter(({ standings }) => standings.medianPlays?.[mark] === true).map(({ id }) => id);
    expect([list("best"), list("worst")]).toEqual([["most"], ["least"]]);
    expect(compared.map(({ standings }) => standings.medianPlays?.rank)).toEqual([1, 2, 3, 4, 5]);
    const [, alone] = compareCreators(compared.slice(0, 2));
    expect(alone?.standings.medianPlays).toMatchObject({ best: false, worst: true });
  });

  test("derive engagements per play, the cost of a post, and hold a quote against it", () => {
    const spread = read(sample);
    const derived = deriveFromSpread(spread, "upTo20s");
    expect(derived.engagementsPerPlay).toBeCloseTo((95_028 + 4192 + 9637) / 3_642_403, 12);
    expect(derived.postCost).toBeCloseTo(56.18 * 3642.403, 6);
    expect(derived.costShareOfEngagement).toBeCloseTo(2.53 / (56.18 * 3642.403), 12);
    expect(checkQuote(spread, "upTo20s", 204_630)?.isPlausible).toBe(true);
    expect(checkQuote(spread, "upTo20s", 50_000)?.isPlausible).toBe(false);
  });

  test("hold a quote against the expected cost, up to both ends of what buyers trust", () => {
    const spread = read({ play_mid: "1000", expect_cpm: { cpm_60: "10000" } }); // 100 yuan
    expect(checkQuote(spread, "over60s", 70)).toEqual({ costPerMille: 70, shareOfExpected: 0.7, isPlausible: true });
    expect(checkQuote(spread, "over60s", 150)).toEqual({ costPerMille: 150, shareOfExpected: 1.5, isPlausible: true });
    expect(checkQuote(spread, "over60s", 69)?.isPlausible).toBe(false);
    expect(checkQuote(spread, "over60s", 151)?.isPlausible).toBe(false);
    expect(checkQuote(spread, "upTo20s", 100)).toBeUndefined();
    expect(checkQuote(read({ play_mid: "0", expect_cpm: { cpm_60: "10000" } }), "over60s", 100)).toBeUndefined();
  });

  test("derive nothing that a missing figure is needed for", () => {
    const whole = { ...sample, expect_cpm: { cpm_1_20: "5618" }, expect_cpe: { cpe_1_20: "253" } };
    const derive = (missing: object): string[] =>
      Object.keys(deriveFromSpread(read({ ...whole, ...missing }), "upTo20s"));
    expect(derive({})).toEqual(["engagementsPerPlay", "postCost", "costShareOfEngagement"]);
    for (const name of ["like_avg", "comment_avg", "share_avg"]) {
      expect(derive({ [name]: null })).toEqual(["postCost", "costShareOfEngagement"]);
    }
    expect(derive({ play_mid: null })).toEqual([]);
    expect(derive({ expect_cpm: null })).toEqual(["engagementsPerPlay"]);
    expect(derive({ expect_cpe: null })).toEqual(["engagementsPerPlay", "postCost"]);
  });
});

/** Every key of an object and of what it holds. */
function keysOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key].concat(keysOf(inner)));
}

/** The numbers in a value that no caller could calculate with. */
function findUnusable(value: unknown): number[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(findUnusable) : [];
}

describe("odd input", () => {
  const leaf = fc.oneof(
    fc.constantFrom(null, "", "0", "-5", "1e9", "NaN", "９", "1".repeat(400), -1, 0, 1.5, 1e308, "12.30", true),
    fc.string(),
    fc.double({ noNaN: true }),
    fc.bigInt().map(String),
  );
  const keys = [...new Set(keysOf(sample)), "__proto__", "constructor"].filter((key) => key !== "base_resp");
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie("tree")),
    ),
  }));
  const odd = fc.oneof(tree, fc.dictionary(fc.constantFrom(...keys), tree));

  test("never throws and never yields NaN or infinity, in a view or in what is derived from it", () => {
    fc.assert(
      fc.property(odd, odd, (one, other) => {
        const [a, b] = [read(one), read(other)];
        const { raw: _a, playStability: _p, videos: _v, medianPlays: _m, ...converted } = a;
        const creators = [a, b].map((spread, index) => ({ id: String(index), spread }));
        const derived = (["upTo20s", "upTo60s", "over60s"] as const).map((band) => [
          deriveFromSpread(a, band),
          checkQuote(a, band, 1000),
        ]);
        const standings = compareCreators(creators).map((creator) => creator.standings);
        expect(findUnusable([converted, standings, compareSpreads(a, b), derived])).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("ranks every creator that has a metric between 1 and their number", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 8 }), (plays) => {
        const compared = compareCreators(
          plays.map((play, index) => ({ id: String(index), spread: read({ play_mid: String(play) }) })),
        );
        for (const [index, { standings }] of compared.entries()) {
          const better = plays.filter((other) => other > (plays[index] ?? 0)).length;
          expect(standings.medianPlays?.rank).toBe(better + 1);
        }
      }),
    );
    expect(metricNames).toHaveLength(12);
  });
});
