import { cleanValue, foreignNote } from "./clean.ts";
import { type Fitted, fitValue, measureJson } from "./fit.ts";
import { limitDepth, maxDepth } from "./limit-depth.ts";
import { createScale } from "../select/create-scale.ts";
import { selectFrom } from "./select.ts";

/** A result never takes more, as JSON in UTF-8. */
export const maxResultBytes = 8000;

/** What a reply is shown with. */
export interface ReplyView {
  /** What stands before the data. */
  readonly head: Readonly<Record<string, unknown>> & { readonly reply: string };
  /** The data as JSON text, as it is kept. */
  readonly json: string;
  readonly select: string | undefined;
  /** How to go on; absent where nobody has looked into how this operation's pages follow each other. */
  readonly next?: object | undefined;
}

/**
 * Shows a reply, or what `select` takes of it, within what a result may take.
 *
 * @throws ToolError for a `select` that cannot be used
 */
export function presentReply({ head, json, select, next }: ReplyView): object {
  const data: unknown = JSON.parse(json);
  const bytes = Buffer.byteLength(json);
  const wanted = limitDepth(
    select === undefined ? data : selectFrom(data, select, { reply: head.reply, scale: createScale(bytes) }),
  );
  const frame = { ...head, bytes, ...(next !== undefined && { next }), note: foreignNote };
  const room = maxResultBytes - measureJson(frame) - 2;
  const value = cleanValue(wanted.value);
  const { note, ...before } = frame;
  return {
    ...before,
    ...(wanted.isCut ? tellDepth(fitValue(value, room - deeper.length - 16)) : fitValue(value, room)),
    note,
  };
}

const deeper = `what lies deeper than ${maxDepth} levels is cut; read_reply with select is free`;

function tellDepth(fitted: Fitted): Fitted {
  return { ...fitted, cut: fitted.cut === undefined ? deeper : `${fitted.cut}; ${deeper}` };
}
