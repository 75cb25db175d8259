/** Traditional characters of the words that people search by, each before its simplified one. */
const simplified =
  "書书評评論论視视頻频號号達达絲丝詳详尋寻鋪铺銷销熱热話话題题筆笔記记關关鍵键詞词鏈链賬账帳账戶户數数據据價价發发佈布內内圖图電电劇剧" +
  "寶宝貓猫東东亞亚馬马遜逊蝦虾閒闲閑闲魚鱼問问專专欄栏眾众嗶哔彈弹產产類类賣卖買买級级單单條条訂订紅红頭头轉转換换薦荐趨趋勢势讚赞贊赞點点擊击" +
  "觀观聲声標标籤签簽签優优貨货廣广畫画歷历時时間间區区國国際际複复測测試试網网頁页錄录檢检詢询獲获來来對对從从個个們们這这還还說说讀读誰谁為为" +
  "會会與与億亿萬万團团隊队員员連连結结務务選选擇择檔档錢钱幣币動动態态貝贝殼壳樓楼盤盘過过質质變变現现強强較较長长門门種种養养環环電电車车" +
  "衛卫藝艺術术樂乐戲戏譯译語语範范規规別别類类輪轮運运費费報报標标準准進进軟软實实場场媒媒體体顧顾問问館馆飲饮餐餐髮发臉脸領领";

const toSimplified = new Map(
  Array.from({ length: simplified.length / 2 }, (_, at) => [simplified[at * 2] ?? "", simplified[at * 2 + 1] ?? ""]),
);

/** The simplified character of a traditional one that we know; else the character itself. */
export function simplifyHan(character: string): string {
  return toSimplified.get(character) ?? character;
}
