import type { Catalog } from "@just-one/api";
import { createClient } from "@just-one/core";
import { createReplyJudge } from "./create-reply-judge.ts";
import type { Parameters } from "./list-calls.ts";
import type { OpenApiDocument } from "@just-one/document";

/** A call whose reply is judged. */
export interface Call {
  readonly operation: string;
  readonly parameters: Parameters;
}

/** What is asked, where, and what it is held to. */
export interface RepliesToCheck {
  readonly calls: readonly Call[];
  readonly document: OpenApiDocument;
  readonly catalog: Catalog;
  readonly token: string;
  /** What brings the replies: a player, or the vendor itself. */
  readonly fetch?: typeof fetch;
  readonly baseUrl?: string;
  readonly environment?: "prod-global" | "prod-cn";
  readonly signal?: AbortSignal;
  /** Hears of each call when it is done. */
  readonly onDone?: (call: Call, problems: readonly string[]) => void;
}

/**
 * Calls each operation once through our client, and holds what the caller gets to the document's schemas. Nothing is
 * tried again: each call is billed at most once.
 *
 * @returns what is not as promised
 */
export async function checkReplies(options: RepliesToCheck): Promise<string[]> {
  const { calls, document, signal, onDone, ...rest } = options;
  const judge = createReplyJudge(document);
  const client = createClient<Record<string, { params: object; data: unknown }>>({ ...rest, retry: false });
  const problems: string[] = [];
  for (const call of calls) {
    const result = await client.try(call.operation, call.parameters, signal === undefined ? {} : { signal });
    signal?.throwIfAborted();
    const found = result.ok
      ? judge(call.operation, { code: 0, data: result.data, message: null, ...pickTold(result.meta) })
      : [`${call.operation}: ${result.error.message}`];
    onDone?.(call, found);
    problems.push(...found);
  }
  return problems;
}

function pickTold({ requestId, recordTime }: { requestId?: string; recordTime?: string }): object {
  return { ...(requestId !== undefined && { requestId }), ...(recordTime !== undefined && { recordTime }) };
}
