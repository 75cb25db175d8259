/** What people call a platform besides what its document does, by the first part of its paths after `/api/`. */
export const platformWords: Readonly<Record<string, string>> = {
  douyin:
    "抖音|dy|v.douyin.com|抖音号|tiktok china|chinese tiktok|抖音达人|douyin influencer|douyin kol|douyin creator|抖音商品|douyin product|douyin.com|iesdouyin.com|某音|chinese tik tok|tiktok of china",
  "douyin-ec":
    "抖音电商|抖音小店|抖店|抖音商城|douyin shop|douyin mall|douyin store|抖音店铺|抖音商品|douyin ecommerce|douyin product|douyin ec|抖音橱窗|doudian|haohuo.jinritemai.com",
  "douyin-xingtu":
    "星图|xingtu|巨量星图|抖音达人|douyin influencer|douyin kol|douyin creator|star map|starmap|juliang xingtu|xingtu.cn|抖音博主|抖音红人|抖音网红|抖音kol|douyin star|douyin author|douyin blogger|抖音达人号",
  xiaohongshu:
    "小红书|红书|小红薯|xhs|rednote|red note|redbook|little red book|xiao hong shu|xiaohongshu.com|小红书达人|小红书博主|xiaohongshu influencer|xiaohongshu kol|xiaohongshu creator|xhs kol|rednote influencer|小红书商品|hongshu|little redbook|red book|xhslink|xhslink.com|大红书|红薯|xhs.cn|xiaohongshu note|小红书笔记|红书笔记",
  "xiaohongshu-pgy":
    "蒲公英|pugongying|pgy|小红书达人|小红书博主|xiaohongshu influencer|xiaohongshu kol|xiaohongshu creator|xhs kol|rednote influencer|dandelion|蒲公英平台|pgy.xiaohongshu.com|xiaohongshu blogger|rednote kol|rednote creator|little red book influencer|little red book kol|little red book creator|红薯达人|红薯博主|红书达人|红书博主|小红书红人|小红书kol|xhs influencer|xhs creator|xhs blogger|xhs博主|xhs达人",
  "xiaohongshu-ec":
    "小红书电商|小红书商品|小红书商城|小红书店铺|xiaohongshu shop|xiaohongshu product|rednote mall|rednote shop|rednote store|xhs shop|小红书店",
  tiktok:
    "tik tok|抖音国际版|抖音海外版|tiktok.com|tt|tiktok商品|tk|海外抖音|国际版抖音|外网抖音|海外版抖音|vm.tiktok.com|tiktok global|international tiktok|tiktok international",
  "tiktok-shop": "tiktok shop|tiktok电商|tiktok小店|tiktok商品|tiktok store|tk shop|tk小店|tk商品",
  weixin:
    "微信|wechat|weixin|公众号|公号|微信公众号|gzh|official account|public account|wechat official account|weixin official account|订阅号|服务号|wx|vx|gongzhonghao|weixin.qq.com|mp.weixin.qq.com|公众平台|微信文章|wechat article|微信号",
  "weixin-channels":
    "微信视频号|视频号|wechat channel|video account|wechat video|wechat video account|finder|shipinhao|sph|wechat channels video|weixin channel|视频号视频|视频号作品",
  "qq-huxuan":
    "互选|腾讯互选|huxuan|腾讯广告互选|tencent creator marketplace|tencent ad|mutual selection|互选平台|腾讯互选平台",
  bilibili: "b站|哔哩哔哩|哔哩|bili|b 站|bilibili.com|小破站|阿b|blbl|b23|b23.tv|b station|bstation|哔站|逼站",
  kuaishou: "快手|kwai|ks|快手号|v.kuaishou.com|gifshow|快手达人",
  zhihu: "知乎|逼乎|zhihu.com",
  weibo: "微博|新浪微博|sina weibo|围脖|渣浪|weibo.com|weibo.cn|大眼|wb|chinese twitter",
  taobao: "淘宝|天猫|taobao|tmall|淘宝天猫|tb|桃宝|某宝|淘系|taobao.com|tmall.com|天猫店|tianmao|m.tb.cn",
  jd: "京东|jingdong|jd.com|jd|狗东|某东|item.jd.com|京东商城|joybuy",
  "1688": "1688|阿里巴巴|alibaba|1688.com|阿里批发|阿里1688|诚信通|alibaba china",
  xianyu: "闲鱼|咸鱼|goofish|idle fish|idlefish|海鲜市场|goofish.com|闲鱼二手|second hand taobao",
  twitter: "twitter|推特|x.com|twitter x|x twitter|tweet|twt|推文|推特账号|t.co",
  instagram: "instagram|ig|ins|insta|照片墙|instagram.com|ig号|reel",
  facebook: "facebook|fb|脸书|meta|facebook.com|非死不可|fb.com",
  youtube: "youtube|yt|油管|油兔|ytb|youtu.be|youtube.com|油管频道",
  linkedin: "linkedin|领英|linkedin.com|lnkd",
  reddit: "reddit|红迪|subreddit|reddit.com|redd.it",
  amazon: "amazon|亚马逊|amz|amazon.com|asin|亚马逊商品|amzn|a.co",
  shopee: "shopee|虾皮|shopee.sg|xiapi|虾皮购物",
  temu: "temu|拼多多海外版",
  imdb: "imdb|internet movie database",
  douban: "douban|豆瓣|豆瓣电影",
  toutiao: "toutiao|头条|今日头条|jinri toutiao|头条号|toutiao.com",
  beike: "beike|贝壳|链家|lianjia|ke.com|贝壳找房|贝壳二手房",
  youku: "youku|优酷",
  dewu: "dewu|得物|poizon|毒app|毒|dewu.com",
  llm: "豆包|doubao",
  search: "跨平台|全网|cross platform|全平台|多平台|social media",
};
