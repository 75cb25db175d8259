import { encodeLine, joinShown, show, type TerminalText } from "@just-one/encoders";
import { wrapText } from "../format/wrap-text.ts";
import type { DescriptionStyle } from "./format-description.ts";
import type { ListedOperation } from "./list-operations.ts";

/**
 * Operations that were found, for a person: a title, what to type, and what it takes. A name is never broken, since it is
 * there to be copied; all else keeps to the width.
 */
export function formatFound(operations: readonly ListedOperation[], style: DescriptionStyle): TerminalText {
  return joinShown(
    operations.map((operation) => formatOne(operation, style)),
    show`\n`,
  );
}

function formatOne(operation: ListedOperation, { width, paint }: DescriptionStyle): TerminalText {
  const { summary, platform, remarks, parameters, versions } = operation;
  const title = [summary, platform].filter((part) => part !== "").join(" · ");
  const others = versions.filter((name) => name !== operation.operation).map(nameVersion);
  const indented = (text: string, paintLine: (line: TerminalText) => TerminalText): TerminalText[] =>
    wrapText(text, width - 2).map((line) => joinShown([show`  `, paintLine(line), show`\n`]));
  return joinShown([
    ...wrapText(title, width).map((line) => joinShown([paint.bold(line), show`\n`])),
    show`  ${encodeLine(operation.operation)}\n`,
    ...indented(parameters.map(({ name, required }) => (required ? `${name}*` : name)).join(" "), paint.dim),
    ...indented(remarks.join("; "), paint.yellow),
    ...(others.length === 0 ? [] : indented(`other versions: ${others.join(", ")}`, paint.dim)),
  ]);
}

function nameVersion(operation: string): string {
  return /[^/]*$/u.exec(operation)?.[0] ?? operation;
}
