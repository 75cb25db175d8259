import { DocumentError } from "@just-one/document";
import { parseArgs } from "node:util";
import { joinShown, type JsonText, type Markdown, writeMarkdown, show, type TerminalText } from "@just-one/encoders";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import { diffDocuments } from "../diff/diff-documents.ts";
import { formatJson } from "../diff/report/format-json.ts";
import { formatMarkdown } from "../diff/report/format-markdown.ts";
import { formatText } from "../diff/report/format-text.ts";
import { type DocumentFile, readDocument } from "../document/read-document.ts";
import { formatImpact, showImpact } from "../impact/format-impact.ts";
import { type Impact, judgeImpact } from "../impact/judge-impact.ts";
import { readNeeds } from "../impact/read-needs.ts";
import { projectPaths } from "../project-paths.ts";
import { SpecError } from "../spec-error.ts";
import { print } from "../tell.ts";

type Format = (diff: DocumentDiff, impact: readonly Impact[]) => TerminalText | Markdown | JsonText;

const formats: Readonly<Record<string, Format>> = {
  text: (diff, impact) => {
    const told = showImpact(diff.level === "none" ? [] : impact);
    const section = told === "" ? [] : [show`\nWhat it means to what is built here:\n\n`, told, show`\n`];
    return joinShown([formatText(diff), ...section]);
  },
  markdown: (diff, impact) => {
    const told = formatImpact(diff.level === "none" ? [] : impact);
    const section = told === "" ? writeMarkdown`` : writeMarkdown`\nWhat it means to what is built here:\n\n${told}\n`;
    return writeMarkdown`${formatMarkdown(diff)}${section}`;
  },
  json: formatJson,
};

/**
 * `spec diff OLD NEW [--format text|markdown|json]`: classifies what changed between two documents, for callers,
 * and says which app and package that concerns. The exit code is 0 whatever the level: a difference is no failure.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { before, after, format } = readArguments(args);
  const [one, other] = await Promise.all([
    readDocument(before, { keywords: "tolerant" }),
    readDocument(after, { keywords: "tolerant" }),
  ]);
  const diff = compare(one, other);
  print(format(diff, judgeImpact(diff, await readNeeds(projectPaths.root))));
  return 0;
}

/** What no single place can be blamed for, such as thousands of references in a row, still has two files. */
function compare(before: DocumentFile, after: DocumentFile): DocumentDiff {
  try {
    return diffDocuments(before.document, after.document);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new SpecError(`${before.path} or ${after.path}: ${error.message}`, { cause: error });
  }
}

function readArguments(args: readonly string[]): {
  before: string;
  after: string;
  format: Format;
} {
  const { values, positionals } = parse(args);
  const [before, after, ...rest] = positionals;
  if (before === undefined || after === undefined || rest.length > 0) {
    throw new SpecError(`expected two files; ${usage}`);
  }
  const format = Object.hasOwn(formats, values.format) ? formats[values.format] : undefined;
  if (format === undefined) throw new SpecError(`there is no format ${JSON.stringify(values.format)}; ${usage}`);
  return { before, after, format };
}

const usage = "use spec diff OLD NEW [--format text|markdown|json]";

function parse(args: readonly string[]): { values: { format: string }; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: "string", default: "text" } },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.\s/u)[0] : "unknown option";
    throw new SpecError(`${reason}; ${usage}`, { cause: error });
  }
}
