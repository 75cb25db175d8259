import { search } from "@aws-lambda-powertools/jmespath";
import { ToolError } from "./tool-error.ts";

/**
 * Reads a part of a reply, as JMESPath says it.
 *
 * @throws ToolError for an expression that is none, or does not fit: it costs nothing, since the reply is kept
 */
export function selectFrom(data: unknown, expression: string, reply: string | undefined): unknown {
  try {
    // Safe: what it reads is what JSON.parse gave.
    return search(expression, data as Parameters<typeof search>[1]) ?? null;
  } catch (error) {
    throw new ToolError({
      error: "select",
      fix: "you: correct select and read it with read_reply, free",
      say: `select cannot be used: ${explain(error)}`,
      reply,
    });
  }
}

/** What the library says, in one short line; of deep nesting the platform says that the stack is full. */
function explain(error: unknown): string {
  if (error instanceof RangeError) return "it goes too deep, or makes too much";
  const message = error instanceof Error ? error.message : "unknown error";
  return message.replaceAll(/\s+/g, " ").slice(0, 200);
}
