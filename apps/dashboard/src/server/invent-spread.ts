import { createHash } from "node:crypto";

/**
 * Invents a creator's figures in the vendor's form and units: the same for the same parameters, far apart from creator
 * to creator, and not far apart between windows and kinds of video.
 */
export function inventSpread({ oAuthorId, ...others }: Readonly<Record<string, unknown>>): object {
  const draw = createDraw(JSON.stringify(oAuthorId));
  const vary = createDraw(
    JSON.stringify([oAuthorId, ...Object.entries(others).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  );
  const plays = 20_000 * 10 ** draw(0, 2.3) * vary(0.7, 1.3);
  const engagement = draw(0.008, 0.063) * vary(0.85, 1.15);
  const perMille = draw(2500, 11_500) * vary(0.9, 1.1);
  const videos = Math.floor(draw(2, 30));
  const label = ["剧情搞笑", "美食", "测评", "时尚", "生活"][Math.floor(draw(0, 5))] ?? "";
  const compare = (value: number, group = label): object => ({
    label: group,
    overtake: Math.round(draw(0, 10_000)),
    value: Math.round(value),
  });
  const spreadBands = (prefix: string, least: number): object => ({
    [`${prefix}_1_20`]: whole(least),
    [`${prefix}_21_60`]: whole(least * 1.7),
    [`${prefix}_60`]: whole(least * draw(2, 2.5)),
  });
  return {
    avg_duration: whole(draw(1200, 8200)),
    base_resp: { status_code: 0, status_message: "" },
    comment_avg: whole(plays * engagement * 0.05),
    expect_cpe: spreadBands("cpe", (perMille / 1000 / engagement) * draw(0.8, 1.2)),
    expect_cpm: spreadBands("cpm", perMille),
    interact_rate: compare(10_000 * engagement),
    item_num: whole(videos),
    item_rate: { interact_rate: {}, item_num: compare(videos, ""), play_mid: compare(plays, "") },
    like_avg: whole(plays * engagement * 0.86),
    play_mid: whole(plays),
    play_over_rate: compare(draw(400, 3000) * vary(0.9, 1.1)),
    play_stability: compare(draw(0, 600_000)),
    sales_expect_cpm: spreadBands("cpm", perMille * 1.18),
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
