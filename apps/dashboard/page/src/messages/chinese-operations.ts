import type { englishOperations } from "./english-operations.ts";
import { text } from "./text.ts";

/** The sentences of the page about operations, in Chinese. */
export const chineseOperations: typeof englishOperations = {
  search: "您需要什么？",
  platform: "平台",
  allPlatforms: "所有平台",
  found: (found, known) => text`共 ${known} 个接口，找到 ${found} 个。`,
  unknown: "没有接口包含：",
  more: (more) => text`还有 ${more} 个，请再加一个词。`,
  onlyOne: "目前只知道看板自带的接口。运行 `just-one catalog pull` 可获取供应商的全部接口。",
  versions: "各版本（可能不同）：",
  parameters: "参数（* 必填）",
  reply: "返回数据的内容",
  try: "在模拟环境中试用（免费）",
  language: "语言",
  snippet: "生成代码",
  answer: "虚构的返回，未向供应商发送任何请求。",
  program: "此调用的代码。令牌在运行时读取；调用成功会计费。",
  copy: "复制代码",
  notCopied: "未能复制：浏览器不允许。",
  noMock:
    "模拟环境没有此接口的返回：虚构的返回随看板提供，而 `just-one catalog pull` 只获取接口说明，不含返回。请生成代码，在设置了令牌的环境中运行；调用成功会计费。",
  noSnippet: "无法为此生成代码。",
  failed: "无法询问看板服务器。",
};
