import type { PlainObjectSchema, PlainSchema, ToolDefinition } from "../protocol/surface.ts";

// All that `tools/list` says. It is sent into every conversation of every client, so what a model reads of it is as short as can be.

const operation: PlainSchema = { type: "string", description: '"METHOD /path", as find_operations names it' };

const params: PlainObjectSchema = {
  type: "object",
  properties: {},
  additionalProperties: true,
  description:
    "The operation's own parameters, without the token. Ids as strings: JSON numbers lose digits beyond 2^53",
};

const inputs: PlainSchema = {
  type: "array",
  items: params,
  minItems: 1,
  maxItems: 200,
  description: "Parameters of each call",
};

const select: PlainSchema = {
  type: "string",
  description:
    'JMESPath over the data, e.g. "list[].{id: id, title: title}". A wrong one costs nothing: the reply is kept',
  maxLength: 1000,
};

const purpose: PlainSchema = { type: "string", description: "For the ledger, e.g. the task", maxLength: 60 };

const text: PlainSchema = { type: "string" };
const count: PlainSchema = { type: "integer" };

/** A list of inputs that came to nothing. */
const refusals: PlainSchema = {
  type: "array",
  items: { type: "object", properties: { index: count, why: text }, required: ["index", "why"] },
};

const budget: PlainObjectSchema = {
  type: "object",
  properties: { day: text, spentCalls: count, leftCalls: count, spentCost: text },
  required: ["day", "spentCalls", "leftCalls"],
};

/** What call_operation and read_reply give. */
const replyFields: PlainObjectSchema["properties"] = {
  reply: text,
  state: { type: "string", enum: ["done", "running"] },
  billed: { type: "string", enum: ["yes", "no", "pending"] },
  cost: text,
  ageSeconds: count,
  bytes: count,
  cut: text,
  note: text,
};

/** A tool that looks things up, and can be allowed once and for all. */
const isFree: ToolDefinition["annotations"] = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** A tool that may spend money; sent again it spends nothing more. */
const isPaid: ToolDefinition["annotations"] = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: true,
};

/** In the order in which they are used. */
export const definitions: readonly ToolDefinition[] = [
  {
    name: "find_operations",
    title: "Find operations (free)",
    description:
      "Finds operations of 36 social and commerce platforms by what you need, in English or Chinese. Start here.",
    annotations: isFree,
    inputSchema: {
      type: "object",
      properties: {
        query: {
          type: "string",
          description: 'e.g. "douyin creator follower age" or 小红书笔记评论',
          maxLength: 300,
        },
        platform: { type: "string", description: "Only this platform" },
        limit: { type: "integer", description: "Default 6", minimum: 1, maximum: 20 },
      },
      required: ["query"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        operations: {
          type: "array",
          items: {
            type: "object",
            properties: {
              operation: { type: "string" },
              title: { type: "string" },
              platform: { type: "string" },
              needs: { type: "array", items: { type: "string" } },
              note: { type: "string" },
            },
            required: ["operation", "title", "platform", "needs"],
          },
        },
        more: { type: "integer" },
        note: { type: "string" },
      },
      required: ["operations"],
    },
  },
  {
    name: "describe_operation",
    title: "Describe an operation (free)",
    description:
      "Parameters, limits, price and the shape of the reply of one operation; with example: true a recorded reply too, so that you can write select before paying.",
    annotations: isFree,
    inputSchema: {
      type: "object",
      properties: { operation, example: { type: "boolean", description: "Also a recorded example" } },
      required: ["operation"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        operation: { type: "string" },
        title: { type: "string" },
        about: { type: "string" },
        price: { type: "string" },
        params: { type: "object", properties: {}, additionalProperties: { type: "string" } },
        reply: { type: "string" },
        replySource: { type: "string", enum: ["recorded", "invented", "unknown"] },
      },
      required: ["operation", "title", "params", "reply"],
      additionalProperties: true,
    },
  },
  {
    name: "preview_call",
    title: "Preview calls (free)",
    description: "Says what calls would do and cost at most, and what is left of your budget. Sends nothing.",
    annotations: isFree,
    inputSchema: {
      type: "object",
      properties: { operation, inputs },
      required: ["operation", "inputs"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        send: { type: "integer" },
        alreadyPaid: { type: "integer" },
        refused: refusals,
        costsAtMost: { type: "string" },
        budget,
      },
      required: ["send", "alreadyPaid", "refused", "budget"],
    },
  },
  {
    name: "call_operation",
    title: "Call an operation (costs money)",
    description:
      'Sends at most one paid request. Success costs money, failure does not. The same call again within a day is answered from what was paid for, free. A slow one returns state "running": get it with read_reply, never by calling again.',
    annotations: isPaid,
    inputSchema: {
      type: "object",
      properties: {
        operation,
        params,
        select,
        fresh: { type: "boolean", description: "Pay again for newer data" },
        purpose,
      },
      required: ["operation", "params"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: replyFields,
      required: ["reply", "state", "billed"],
      additionalProperties: true,
    },
  },
  {
    name: "call_many",
    title: "Call an operation for many inputs (costs money)",
    description:
      "One paid request for each input, at most maxCalls; select is required and becomes one row for each input. Free where already paid.",
    annotations: isPaid,
    inputSchema: {
      type: "object",
      properties: {
        operation,
        inputs,
        select,
        maxCalls: { type: "integer", description: "Stop after so many paid calls", minimum: 1, maximum: 200 },
        purpose,
      },
      required: ["operation", "inputs", "select", "maxCalls"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: {
        batch: { type: "string" },
        state: { type: "string", enum: ["done", "running", "stopped"] },
        billedCalls: { type: "integer" },
        cost: { type: "string" },
        failed: refusals,
        note: { type: "string" },
      },
      required: ["batch", "state", "billedCalls"],
      additionalProperties: true,
    },
  },
  {
    name: "read_reply",
    title: "Read a paid reply (free)",
    description: "Reads a reply or batch that was paid for: another part, the rest, or one still under way.",
    annotations: isFree,
    inputSchema: {
      type: "object",
      properties: {
        reply: { type: "string", description: "Handle of a kept reply, as call_operation gave it" },
        select,
        waitSeconds: { type: "integer", description: "Wait for it, default 0", minimum: 0, maximum: 45 },
      },
      required: ["reply"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: replyFields,
      additionalProperties: true,
    },
  },
  {
    name: "get_spending",
    title: "What was spent (free)",
    description: "What you spent today, what is left, and calls of which nobody knows whether they were paid for.",
    annotations: isFree,
    inputSchema: { type: "object", properties: {}, additionalProperties: false },
    outputSchema: {
      type: "object",
      properties: {
        budget,
        unknown: {
          type: "array",
          items: {
            type: "object",
            properties: { reply: { type: "string" }, operation: { type: "string" }, at: { type: "string" } },
            required: ["reply", "operation", "at"],
          },
        },
      },
      required: ["budget", "unknown"],
      additionalProperties: true,
    },
  },
];
