import { parseArgs } from "node:util";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import { diffDocuments } from "../diff/diff-documents.ts";
import { formatJson } from "../diff/report/format-json.ts";
import { formatMarkdown } from "../diff/report/format-markdown.ts";
import { formatText } from "../diff/report/format-text.ts";
import { readDocument } from "../document/read-document.ts";
import { formatImpact } from "../impact/format-impact.ts";
import { judgeImpact } from "../impact/judge-impact.ts";
import { readNeeds } from "../impact/read-needs.ts";
import { projectPaths } from "../project-paths.ts";
import { SpecError } from "../spec-error.ts";

const formats: Readonly<Record<string, (diff: DocumentDiff) => string>> = {
  text: formatText,
  markdown: formatMarkdown,
  json: formatJson,
};

/**
 * `spec diff OLD NEW [--format text|markdown|json]`: classifies what changed between two documents, for callers.
 * The exit code is 0 whatever the level: a difference is no failure.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { before, after, format } = readArguments(args);
  const [one, other] = await Promise.all([
    readDocument(before, { keywords: "tolerant" }),
    readDocument(after, { keywords: "tolerant" }),
  ]);
  const diff = diffDocuments(one.document, other.document);
  process.stdout.write(format(diff));
  if (format === formatJson || diff.level === "none") return 0; // the JSON's shape is fixed
  const impact = formatImpact(judgeImpact(diff, await readNeeds(projectPaths.root)));
  if (impact !== "") process.stdout.write(`\nWhat it means to what is built here:\n\n${impact}\n`);
  return 0;
}

function readArguments(args: readonly string[]): {
  before: string;
  after: string;
  format: (diff: DocumentDiff) => string;
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
