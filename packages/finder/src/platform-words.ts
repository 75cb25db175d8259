/** What people call a platform besides what its document does, by the first part of its paths after `/api/`. */
export const platformWords: Readonly<Record<string, string>> = {
  douyin:
    "抖音|dy|v.douyin.com|抖音号|tiktok china|chinese tiktok|抖音达人|douyin influencer|douyin kol|douyin creator|抖音商品|douyin product",
  "douyin-ec":
    "抖音电商|抖音小店|抖店|抖音商城|douyin shop|douyin mall|douyin store|抖音店铺|抖音商品|douyin ecommerce|douyin product",
  "douyin-xingtu": "星图|xingtu|巨量星图|抖音达人|douyin influencer|douyin kol|douyin creator",
  xiaohongshu:
    "小红书|红书|小红薯|xhs|rednote|red note|redbook|little red book|xiao hong shu|xiaohongshu.com|小红书达人|小红书博主|xiaohongshu influencer|xiaohongshu kol|xiaohongshu creator|xhs kol|rednote influencer|小红书商品",
  "xiaohongshu-pgy":
    "蒲公英|pugongying|pgy|小红书达人|小红书博主|xiaohongshu influencer|xiaohongshu kol|xiaohongshu creator|xhs kol|rednote influencer",
  "xiaohongshu-ec": "小红书电商|小红书商品|小红书商城|小红书店铺|xiaohongshu shop|xiaohongshu product",
  tiktok: "tik tok|抖音国际版|抖音海外版|tiktok.com|tt|tiktok商品",
  "tiktok-shop": "tiktok shop|tiktok电商|tiktok小店|tiktok商品|tiktok store",
  weixin:
    "微信|wechat|weixin|公众号|公号|微信公众号|gzh|official account|public account|wechat official account|weixin official account|订阅号|服务号",
  "weixin-channels": "微信视频号|视频号|wechat channel|video account|wechat video|wechat video account|finder",
  "qq-huxuan": "互选|腾讯互选|huxuan|腾讯广告互选|tencent creator marketplace|tencent ad",
  bilibili: "b站|哔哩哔哩|哔哩|bili|b 站|bilibili.com",
  kuaishou: "快手|kwai",
  zhihu: "知乎",
  weibo: "微博|新浪微博|sina weibo",
  taobao: "淘宝|天猫|taobao|tmall|淘宝天猫",
  jd: "京东|jingdong|jd.com|jd",
  "1688": "1688|阿里巴巴|alibaba|1688.com|阿里批发",
  xianyu: "闲鱼|咸鱼|goofish",
  twitter: "twitter|推特|x.com|twitter x|x twitter",
  instagram: "instagram|ig|ins|insta|照片墙",
  facebook: "facebook|fb|脸书|meta",
  youtube: "youtube|yt|油管|油兔",
  linkedin: "linkedin|领英",
  reddit: "reddit|红迪|subreddit",
  amazon: "amazon|亚马逊|amz",
  shopee: "shopee|虾皮",
  temu: "temu|拼多多海外版",
  imdb: "imdb",
  douban: "douban|豆瓣",
  toutiao: "toutiao|头条|今日头条|jinri toutiao",
  beike: "beike|贝壳|链家|lianjia|ke.com|贝壳找房",
  youku: "youku|优酷",
  dewu: "dewu|得物|poizon|毒app",
  llm: "豆包|doubao",
  search: "跨平台|全网|cross platform|全平台|多平台|social media",
};
