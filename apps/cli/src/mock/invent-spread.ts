import { createHash } from "node:crypto";
import type { AuthorSpreadInfoData } from "@just-one/api";

/**
 * Invents a creator's figures, in the vendor's own form and units: the same ones for the same seed, and about as far
 * apart as real creators are.
 */
export function inventSpread(seed: string): AuthorSpreadInfoData {
  const draw = createDraw(seed);
  const plays = Math.round(20_000 * 10 ** (2.3 * draw()));
  const videos = 2 + Math.floor(28 * draw());
  const engagement = 0.008 + 0.055 * draw();
  const perMille = 2500 + 9000 * draw();
  const perEngagement = (perMille / 1000 / engagement) * (0.8 + 0.4 * draw());
  const label = ["剧情搞笑", "美食", "测评", "时尚", "生活"][Math.floor(5 * draw())] ?? "";
  const rate = (value: number): { label: string; overtake: number; value: number } => ({
    label,
    overtake: Math.round(10_000 * draw()),
    value: Math.round(value),
  });
  const bands = (value: number): [string, string, string] => [
    whole(value),
    whole(value * 1.7),
    whole(value * (2 + 0.5 * draw())),
  ];
  const [cpm20, cpm60, cpmOver] = bands(perMille);
  const [cpe20, cpe60, cpeOver] = bands(perEngagement);
  const [sales20, sales60, salesOver] = bands(perMille * 1.18);
  return {
    avg_duration: whole(1200 + 7000 * draw()),
    base_resp: { status_code: 0, status_message: "" },
    comment_avg: whole(plays * engagement * 0.05),
    expect_cpe: { cpe_1_20: cpe20, cpe_21_60: cpe60, cpe_60: cpeOver },
    expect_cpm: { cpm_1_20: cpm20, cpm_21_60: cpm60, cpm_60: cpmOver },
    interact_rate: rate(10_000 * engagement),
    item_num: whole(videos),
    item_rate: {
      interact_rate: {},
      item_num: { label: "", overtake: Math.round(10_000 * draw()), value: videos },
      play_mid: { label: "", overtake: Math.round(10_000 * draw()), value: plays },
    },
    like_avg: whole(plays * engagement * 0.86),
    play_mid: whole(plays),
    play_over_rate: rate(400 + 2600 * draw()),
    play_stability: rate(600_000 * draw()),
    sales_expect_cpm: { cpm_1_20: sales20, cpm_21_60: sales60, cpm_60: salesOver },
    share_avg: whole(plays * engagement * 0.09),
  };
}

function whole(value: number): string {
  return String(Math.round(value));
}

/** Numbers from 0 up to 1, each from its own hash of the seed. */
function createDraw(seed: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    return createHash("sha256").update(`${count} ${seed}`).digest().readUInt32BE() / 2 ** 32;
  };
}
