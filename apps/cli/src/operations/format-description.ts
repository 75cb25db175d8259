import { encodeLine, joinShown, show, type TerminalText } from "@just-one/encoders";
import { measureWidth } from "../format/measure-width.ts";
import type { Paint } from "../format/paint.ts";
import { wrapText } from "../format/wrap-text.ts";
import type { DescribedEntry, DescribedParameter } from "./describe-entry.ts";
import { describeRemarks, type ReplyField } from "@just-one/finder";

export interface DescriptionStyle {
  /** Characters in a line. */
  readonly width: number;
  readonly paint: Paint;
}

interface Item {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

/** What an operation takes and brings, for a person: names in one column, types beside them, words below. */
export function formatDescription(
  entry: DescribedEntry,
  fields: readonly ReplyField[],
  style: DescriptionStyle,
): TerminalText {
  const { paint, width } = style;
  const title = [entry.summary, entry.platform, ...describeRemarks(entry)].filter((part) => part !== "");
  return joinShown([
    endLine(paint.bold(encodeLine(entry.operation))),
    ...wrapText(title.join(" · "), width).map((line) => endLine(line)),
    show`\n`,
    paint.bold(show`Parameters`),
    entry.parameters.some(({ required }) => required) ? show` (* required)\n` : show`\n`,
    entry.parameters.length === 0 ? show`none\n` : formatItems(entry.parameters.map(toItem), style),
    show`\n`,
    endLine(paint.bold(show`Reply`)),
    isUntyped(fields)
      ? show`unknown: the vendor's document does not type it, and no example has been recorded\n`
      : formatItems(
          fields.map(({ path, ...field }) => ({ name: path, ...field })),
          style,
        ),
  ]);
}

function endLine(...parts: readonly TerminalText[]): TerminalText {
  return joinShown([...parts, show`\n`]);
}

function isUntyped(fields: readonly ReplyField[]): boolean {
  return fields.length <= 1 && (fields[0]?.type ?? "unknown") === "unknown";
}

function toItem({ name, required, removed, types, enum: values, description }: DescribedParameter): Item {
  if (removed !== undefined) {
    return { name, type: `removed by the vendor (missing since ${removed}); passing it fails`, description: "" };
  }
  return {
    name: required ? `${name}*` : name,
    type: values === undefined ? types.join(" or ") || "any" : values.map(String).join(" | "),
    description,
  };
}

function formatItems(items: readonly Item[], { width, paint }: DescriptionStyle): TerminalText {
  const nameWidth = Math.min(Math.max(...items.map(({ name }) => measureWidth(encodeLine(name)))), width / 2);
  return joinShown(
    items.flatMap(({ name, type, description }) => {
      const told = encodeLine(name);
      const padding = Array.from({ length: Math.max(2, nameWidth - measureWidth(told) + 2) }, () => show` `);
      const isShort = measureWidth(told + padding.join("") + type) <= width;
      const head = isShort
        ? endLine(told, ...padding, paint.dim(encodeLine(type)))
        : joinShown([endLine(told), indent(type, width, paint.dim)]);
      return [head, indent(description, width)];
    }),
  );
}

function indent(
  text: string,
  width: number,
  paint: (line: TerminalText) => TerminalText = (line) => line,
): TerminalText {
  return joinShown(wrapText(text, width - 4).map((line) => endLine(show`    `, paint(line))));
}
