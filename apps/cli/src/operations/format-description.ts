import stringWidth from "string-width";
import { cleanText } from "../format/clean-text.ts";
import type { Paint } from "../format/paint.ts";
import { wrapText } from "../format/wrap-text.ts";
import type { DescribedEntry, DescribedParameter } from "./describe-entry.ts";
import { describeRemarks } from "./describe-remarks.ts";
import type { ReplyField } from "./list-reply-fields.ts";

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
): string {
  const { paint, width } = style;
  const title = [entry.summary, entry.platform, ...describeRemarks(entry)].filter((part) => part !== "");
  return [
    `${paint.bold(cleanText(entry.operation))}\n`,
    ...wrapText(title.join(" · "), width).map((line) => `${line}\n`),
    `\n${paint.bold("Parameters")}${entry.parameters.some(({ required }) => required) ? " (* required)" : ""}\n`,
    entry.parameters.length === 0 ? "none\n" : formatItems(entry.parameters.map(toItem), style),
    `\n${paint.bold("Reply")}\n`,
    isUntyped(fields)
      ? "unknown: the vendor's document does not type it, and no example has been recorded\n"
      : formatItems(
          fields.map(({ path, ...field }) => ({ name: path, ...field })),
          style,
        ),
  ].join("");
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

function formatItems(items: readonly Item[], { width, paint }: DescriptionStyle): string {
  const nameWidth = Math.min(Math.max(...items.map(({ name }) => stringWidth(cleanText(name)))), width / 2);
  return items
    .map(({ name, type, description }) => {
      const told = cleanText(name);
      const padding = " ".repeat(Math.max(2, nameWidth - stringWidth(told) + 2));
      const isShort = stringWidth(told + padding + type) <= width;
      const head = isShort
        ? `${told}${padding}${paint.dim(cleanText(type))}\n`
        : `${told}\n${indent(type, width, paint.dim)}`;
      return head + indent(description, width);
    })
    .join("");
}

function indent(text: string, width: number, paint: (line: string) => string = String): string {
  return wrapText(text, width - 4)
    .map((line) => `    ${paint(line)}\n`)
    .join("");
}
