import type { StartMessages } from "./start-english.ts";

/** The sentences of the form and of what a first visit sees, in Chinese. */
export const startChinese: StartMessages = {
  edit: "编辑",
  fold: "收起",
  chooseFile: "选择文件",
  dropHint: "也可把文件拖到这里：Excel 或 CSV 均可。",
  tooLarge: "文件太大，不像是达人名单。",
  unreadable: "没有从文件中读到达人。请保存为 Excel 或 CSV，并保留达人 ID 一列。",
  examples: "用示例试一试",
  recent: "本机最近的名单",
  steps: [
    { title: "粘贴达人", text: "ID、主页链接或带名字的整张表格都可以：来自聊天、表格或文件。" },
    { title: "先看费用", text: "每位达人一次调用；已有结果免费，点击加载之前不会发送任何请求。" },
    { title: "直接看结论", text: "谁最便宜、互动最高、播放最多、性价比最高，再看表格和图表。" },
  ],
};
