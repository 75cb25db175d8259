// The seed operation's figures with their units, and two creators against each other.
// #region readme
import { createClient } from "@just-one/core";
import { type AuthorSpread, compareCreators, readAuthorSpread, UpstreamError } from "@just-one/core/xingtu";

const client = createClient(); // token and server of JUST_ONE_TOKEN and JUST_ONE_BASE_URL
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

const creators: { id: string; spread: AuthorSpread }[] = [];
for (const id of ["6800000000000000001", "6800000000000000002"]) {
  const spread = readAuthorSpread(await client.call(spreadInfo, { oAuthorId: id }));
  if (spread instanceof UpstreamError) throw spread;
  creators.push({ id, spread });
}
for (const { id, spread, standings, smallSample } of compareCreators(creators)) {
  const { value = NaN, unit, certainty } = spread.engagementRate ?? {};
  console.log(`${id}: ${value * 100} % (${unit}, ${certainty}), rank ${standings.engagementRate?.rank}`);
  if (smallSample === true) console.log(`${id}: fewer than five videos`);
}
// #endregion
