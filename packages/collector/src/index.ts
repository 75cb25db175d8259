export { createFileBoard, type FileBoardOptions } from "./file/create-file-board.ts";
export type { Board, NotSent, Permits, RunPlan, RunTotals, Settlement, Slice, Turn, Worker } from "./board.ts";
export { type Item, type ItemState, itemStates, type NewItem, reasonOfDoubt, type Reply } from "./item.ts";
export { collect } from "./collect.ts";
export type {
  CollectClientOptions,
  CollectEnd,
  CollectOptions,
  CollectProgress,
  PaidReply,
} from "./collect-options.ts";
export type { SharedReplies } from "./shared-replies.ts";
export { type Input, type PlanOptions, planRun } from "./plan-run.ts";
export { limitMemory } from "./limit-memory.ts";
export type { StopReason } from "./stop.ts";
export { exportRun, type ExportManifest, type ExportOptions } from "./export/export-run.ts";
export { type ExportFormat, exportFormats } from "./export/formats.ts";
export { countAffordable, multiplyPrice } from "./money.ts";
export type { RunDetails } from "./board.ts";
