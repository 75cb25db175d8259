import { createScale, type Scale } from "../select/create-scale.ts";
import { evaluateSelect } from "../select/evaluate-select.ts";
import { parseSelect, type Select } from "../select/parse-select.ts";
import { SelectError } from "../select/select-error.ts";
import { ToolError } from "./tool-error.ts";

/** What a part is taken of, and within what. */
export interface SelectCase {
  /** The reply's handle. */
  readonly reply: string | undefined;
  /** What the reply takes as JSON; several that are read for one answer share a scale. @default one of its own */
  readonly scale?: Scale;
}

/**
 * Reads a part of a reply, as JMESPath says it.
 *
 * @throws ToolError for an expression that is none, does not fit or makes too much: it costs nothing, since the reply is kept
 */
export function selectFrom(data: unknown, expression: string, { reply, scale = createScale(0) }: SelectCase): unknown {
  return explained(reply, () => {
    const found = evaluateSelect(parseSelect(expression), data, scale);
    scale.limit(found);
    return found;
  });
}

/** Says of an expression whether it is one, before anything is paid for. @throws ToolError */
export function checkSelect(expression: string): Select {
  return explained(undefined, () => parseSelect(expression));
}

function explained<T>(reply: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SelectError)) throw error;
    throw new ToolError({
      error: "select",
      fix: "you: correct select and read it with read_reply, free",
      say: `select cannot be used: ${error.message.slice(0, 300)}.`,
      reply,
    });
  }
}
