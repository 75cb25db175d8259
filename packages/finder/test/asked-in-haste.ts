import type { Asked } from "./asked.ts";

/** Mistyped, mixed, traditional, full-width and short: how people really write. Written after the first list was measured, before it was tuned on. */
export const askedInHaste: readonly Asked[] = [
  { query: "xiaohongsu note comments", families: ["xiaohongshu/get-note-comment"] },
  { query: "duoyin video coments", families: ["douyin/get-video-comment"] },
  { query: "bilibli danmku", families: ["bilibili/get-video-danmu"] },
  {
    query: "wechat offical account articels",
    families: [
      "weixin/get-account-history-articles",
      "weixin/search-article",
      "weixin/get-account-today-articles",
      "weixin/get-article-detail",
    ],
  },
  { query: "instragram user profile", families: ["instagram/get-user-detail"] },
  { query: "ＴｉｋＴｏｋ　ｕｓｅｒ　ｐｏｓｔｓ", families: ["tiktok/get-user-post"] },
  { query: "小紅書筆記評論", families: ["xiaohongshu/get-note-comment"] },
  { query: "抖音視頻詳情", families: ["douyin/get-video-detail"] },
  { query: "淘寶商品詳情", families: ["taobao/get-item-detail"] },
  { query: "微博熱搜", families: ["weibo/hot-search"] },
  { query: "小红书 note comments", families: ["xiaohongshu/get-note-comment"] },
  {
    query: "douyin 粉丝画像",
    families: [
      "douyin-xingtu/gw/api/data_sp/get_author_fans_distribution",
      "douyin-xingtu/gw/api/data_sp/author_audience_distribution",
    ],
  },
  {
    query: "xhs 博主 报价",
    families: [
      "xiaohongshu-pgy/api/solar/cooperator/user/blogger/userId",
      "xiaohongshu-pgy/api/solar/kol/dataV2/costEffective",
      "xiaohongshu-pgy/api/solar/cooperator/blogger/v2",
    ],
  },
  { query: "kol 粉丝 growth 星图", families: ["douyin-xingtu/gw/api/data_sp/get_author_daily_fans"] },
  { query: "XHS hot", families: ["xiaohongshu/hot-search", "xiaohongshu/hot-list"] },
  { query: "gzh文章评论", families: ["weixin/get-article-comment"] },
  { query: "yt shorts", families: ["youtube/get-channel-shorts"] },
  { query: "get_author_spread_info", families: ["douyin-xingtu/gw/api/data_sp/get_author_spread_info"] },
  { query: "getUserDetail kuaishou", families: ["kuaishou/get-user-detail"] },
  { query: "tmall shop items", families: ["taobao/get-shop-item-list"] },
  { query: "抖店商品评论", families: ["douyin-ec/get-item-comments"] },
  { query: "抖音商品评价", families: ["douyin-ec/get-item-comments"] },
  {
    query: "抖音达人画像",
    families: [
      "douyin-xingtu/gw/api/data_sp/author_audience_distribution",
      "douyin-xingtu/gw/api/data_sp/get_author_fans_distribution",
    ],
  },
  {
    query: "小红书达人报价",
    families: [
      "xiaohongshu-pgy/api/solar/cooperator/user/blogger/userId",
      "xiaohongshu-pgy/api/solar/kol/dataV2/costEffective",
      "xiaohongshu-pgy/api/solar/cooperator/blogger/v2",
    ],
  },
  {
    query: "达人完播率",
    families: ["douyin-xingtu/gw/api/data_sp/get_author_spread_info", "xiaohongshu-pgy/api/solar/kol/dataV3/notesRate"],
  },
  {
    query: "达人近期作品表现",
    families: [
      "douyin-xingtu/gw/api/data_sp/get_author_spread_info",
      "xiaohongshu-pgy/api/solar/kol/dataV3/notesRate",
      "douyin-xingtu/gw/api/aggregator/get_author_homepage_videos",
      "douyin-xingtu/gw/api/data_sp/author_rec_videos_v2",
      "xiaohongshu-pgy/api/solar/kol/dataV2/notesDetail",
      "douyin-xingtu/gw/api/data_sp/author_video_distribution",
    ],
  },
  { query: "公众号搜索", families: ["weixin/search-account"] },
  { query: "搜公众号文章", families: ["weixin/search-article"] },
  { query: "视频号id转换", families: ["weixin-channels/convert-export-id"] },
  { query: "公众号绑定的视频号", families: ["weixin-channels/get-bound-channel"] },
  { query: "B站搜索", families: ["bilibili/search-video"] },
  { query: "京东商品券后价", families: ["jd/get-item-detail"] },
  { query: "商品SKU 虾皮", families: ["shopee/get-item-sku-matrix", "shopee/get-item-sku-models"] },
  { query: "电影票房", families: ["imdb/title-box-office-summary"] },
  { query: "who is the founder company behind a wechat account", families: ["weixin/get-account-principal-info"] },
  {
    query: "brand safety: has the xingtu creator taken orders before",
    families: ["douyin-xingtu/gw/api/aggregator/get_author_order_experience"],
  },
  {
    query: "which categories does a pugongying creator write about",
    families: [
      "xiaohongshu-pgy/api/solar/kol/dataV2/kolContentTags",
      "xiaohongshu-pgy/api/solar/kol/dataV2/kolFeatureTags",
    ],
  },
  { query: "reels by keyword", families: ["instagram/search-reels"] },
  { query: "post reactions linkedin", families: ["linkedin/get-post-reactions"] },
  { query: "reddit search", families: ["reddit/search"] },
  { query: "facebook id from url", families: ["facebook/get-profile-id"] },
  { query: "shopee store catalogue", families: ["shopee/get-shop-item-list", "shopee/get-shop-categories"] },
  { query: "ask AI about xiaohongshu", families: ["xiaohongshu/ask-dots"] },
  { query: "movie rating by critics", families: ["imdb/title-critics-review-summary-query"] },
  { query: "douyin product sku price stock", families: ["douyin-ec/get-item-sku-info"] },
  { query: "temu products", families: ["temu/get-homepage-goods"] },
];
