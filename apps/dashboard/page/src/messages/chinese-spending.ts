import type { englishSpending } from "./english-spending.ts";
import { text } from "./text.ts";

/** The sentences of the page about spending, in Chinese. */
export const chineseSpending: typeof englishSpending = {
  mock: "数据为虚构，不产生花费。",
  failed: "无法询问看板服务器，此处内容可能不是最新。",
  today: "今日预算（所有人合计）",
  spentOf: (spent, max) => text`${max} 次中已用 ${spent} 次，含可能已计费的调用`,
  spent: (spent) => text`已用 ${spent} 次`,
  spentCost: (spent, max) => text`${max} 元中已用 ${spent} 元，含可能已计费的调用`,
  by: "汇总方式",
  names: { day: "日期（上海）", user: "用户", operation: "接口" },
  sums: "花费汇总",
  billed: "已计费",
  unknown: "可能已计费",
  underWay: "进行中",
  cost: "金额（元）",
  costNote: "金额只含调用时已知单价的计费调用。",
  nobody: "未署名",
  nothing: "尚无花费。",
  unknownTitle: "待与供应商账单核对",
  nothingUnknown: "没有不确定的调用。",
  unknownNote: "以下调用的返回丢失，无法确定是否已计费。在您按供应商账单标明之前，它们按已花费计算。",
  request: "请求",
  settle: {
    billed: (calls) => text`账单中有（${calls} 次）`,
    unbilled: (calls) => text`账单中没有（${calls} 次）`,
  },
  viewer: "您只能查看；可以产生费用的人也可以核对这些调用。",
};
