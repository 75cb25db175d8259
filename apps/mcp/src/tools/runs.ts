import { callMany } from "./call-many.ts";
import { callOperation } from "./call-operation.ts";
import { describeOperation } from "./describe-operation.ts";
import { findOperations } from "./find-operations.ts";
import { getSpending } from "./get-spending.ts";
import { previewCall } from "./preview-call.ts";
import { readReply } from "./read-reply.ts";
import type { ToolRun } from "./tool.ts";

/** What the tools of the list do, by their names. Loaded with the first call: a start takes no time for it. */
export const runs: Readonly<Record<string, ToolRun>> = {
  find_operations: findOperations,
  describe_operation: describeOperation,
  preview_call: previewCall,
  call_operation: callOperation,
  call_many: callMany,
  read_reply: readReply,
  get_spending: getSpending,
};
