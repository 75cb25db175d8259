import { createHash } from "node:crypto";
import type { AuthorSpreadInfoData } from "@just-one/api";

/**
 * Invents what Author Spread Info answers, in the vendor's form and units: the same figures for the same parameters,
 * about as far apart from creator to creator as real ones are, and not far apart between a creator's windows and kinds
 * of video.
 *
 * @example
 * ```ts
 * const server = await startMockServer({ respond: ({ params }) => inventAuthorSpread(params) });
 * ```
 */
export function inventAuthorSpread({ oAuthorId, ...others }: Readonly<Record<string, unknown>>): AuthorSpreadInfoData {
  const draw = createDraw(JSON.stringify(oAuthorId));
  const vary = createDraw(
    JSON.stringify([oAuthorId, ...Object.entries(others).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  );
  const plays = 20_000 * 10 ** draw(0, 2.3) * vary(0.7, 1.3);
  const engagement = draw(0.008, 0.063) * vary(0.85, 1.15);
  const perMille = draw(2500, 11_500) * vary(0.9, 1.1);
  const videos = Math.floor(draw(2, 30));
  const label = ["剧情搞笑", "美食", "测评", "时尚", "生活"][Math.floor(draw(0, 5))] ?? "";
  const compare = (value: number, group = label): { label: string; overtake: number; value: number } => ({
    label: group,
    overtake: Math.round(draw(0, 10_000)),
    value: Math.round(value),
  });
  const drawBands = (least: number): [string, string, string] => [
    whole(least),
    whole(least * 1.7),
    whole(least * draw(2, 2.5)),
  ];
  const [cpe20, cpe60, cpeOver] = drawBands((perMille / 1000 / engagement) * draw(0.8, 1.2));
  const [cpm20, cpm60, cpmOver] = drawBands(perMille);
  const [sales20, sales60, salesOver] = drawBands(perMille * 1.18);
  return {
    avg_duration: whole(draw(1200, 8200)),
    base_resp: { status_code: 0, status_message: "" },
    comment_avg: whole(plays * engagement * 0.05),
    expect_cpe: { cpe_1_20: cpe20, cpe_21_60: cpe60, cpe_60: cpeOver },
    expect_cpm: { cpm_1_20: cpm20, cpm_21_60: cpm60, cpm_60: cpmOver },
    interact_rate: compare(10_000 * engagement),
    item_num: whole(videos),
    item_rate: { interact_rate: {}, item_num: compare(videos, ""), play_mid: compare(plays, "") },
    like_avg: whole(plays * engagement * 0.86),
    play_mid: whole(plays),
    play_over_rate: compare(draw(400, 3000) * vary(0.9, 1.1)),
    play_stability: compare(draw(0, 600_000)),
    sales_expect_cpm: { cpm_1_20: sales20, cpm_21_60: sales60, cpm_60: salesOver },
    share_avg: whole(plays * engagement * 0.09),
  };
}

function whole(value: number): string {
  return String(Math.round(value));
}

/** Numbers between two others, each from its own hash of the seed. */
function createDraw(seed: string): (from: number, to: number) => number {
  let count = 0;
  return (from, to) => {
    count += 1;
    const share = createHash("sha256").update(`${count} ${seed}`).digest().readUInt32BE() / 2 ** 32;
    return from + share * (to - from);
  };
}
