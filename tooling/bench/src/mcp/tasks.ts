/** What an agent is asked to find out, and how it goes about it. */
export interface AgentTask {
  readonly name: string;
  readonly query: string;
  /** The file of the vendor's published example, which its server answers with. */
  readonly example: string;
  readonly operation: string;
  readonly inputs: readonly object[];
  /** What it takes of each reply. */
  readonly select: string;
}

export const tasks: readonly AgentTask[] = [
  {
    name: "five creators: plays, engagement, CPM",
    query: "xingtu creator expected CPM and engagement rate",
    example: "douyin-xingtu.gw.api.data_sp.get_author_spread_info.v1",
    operation: "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
    inputs: [1, 2, 3, 4, 5].map((id) => ({ oAuthorId: `704892956549369039${id}`, range: "DAY_30" })),
    select: "{plays: play_mid, engagement: interact_rate.value, cpm: expect_cpm.cpm_21_60}",
  },
  {
    name: "ten best sellers: title, price",
    query: "amazon best sellers of a category",
    example: "amazon.get-best-sellers.v1",
    operation: "GET /api/amazon/get-best-sellers/v1",
    inputs: [{ category: "software" }],
    select: "best_sellers[:10].{title: product_title, price: product_price}",
  },
  {
    name: "a page of posts: text, likes",
    query: "posts of a twitter user",
    example: "twitter.get-user-posts.v1",
    operation: "GET /api/twitter/get-user-posts/v1",
    inputs: [{ restId: "44196397" }],
    select: "timeline[].{text: text, likes: favorites}",
  },
  {
    name: "a video search: id, text, likes",
    query: "search douyin videos by keyword",
    example: "douyin.search-video.v4",
    operation: "GET /api/douyin/search-video/v4",
    inputs: [{ keyword: "kite" }],
    select:
      "business_data[].data.aweme_info.{id: aweme_id, text: desc, likes: statistics.digg_count} || business_data[].data.aweme_info",
  },
];

/** What somebody looks for who looks around. */
export const searches: readonly string[] = [
  "douyin video comments",
  "小红书笔记评论",
  "weibo trending",
  "公众号文章阅读量",
  "tmall shop products",
  "B站弹幕",
  "tiktok user posts",
  "淘宝商品评价",
  "youtube transcript",
  "星图达人粉丝画像",
];
