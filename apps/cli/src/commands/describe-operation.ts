import { listReplyFields } from "@just-one/finder";
import { loadOperations } from "../catalog/known-operations.ts";
import { loadProse } from "../catalog/load-prose.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatCsv } from "../format/format-csv.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { createPaint } from "../format/paint.ts";
import { readTableWidth } from "../format/table-width.ts";
import { describeEntry } from "../operations/describe-entry.ts";
import { findOperation } from "../operations/find-operation.ts";
import { formatDescription } from "../operations/format-description.ts";

import type { Terminal } from "../terminal.ts";

/** `just-one operations --describe OPERATION`: what an operation takes, and what its reply looks like. */
export async function describeOperation(
  operation: string,
  options: { readonly format?: OutputFormat },
  terminal: Terminal,
): Promise<ExitCode> {
  const { stdout } = terminal;
  const known = await loadOperations(terminal);
  const found = findOperation(known.catalog, operation);
  const prose = await loadProse(known);
  const told = prose.operations.find((each) => each.operation === found.operation);
  const entry = describeEntry(found, told);
  const reply = listReplyFields(told?.reply);
  const format = chooseFormat(options.format, stdout);
  switch (format) {
    case "json":
      stdout.write(formatJson({ ...entry, reply }));
      break;
    case "ndjson":
      stdout.write(formatJsonLine({ ...entry, reply }));
      break;
    case "csv":
      stdout.write(
        formatCsv(reply, [
          { header: "Path", read: ({ path }) => path },
          { header: "Type", read: ({ type }) => type },
          { header: "Description", read: ({ description }) => description },
        ]),
      );
      break;
    case "table":
      stdout.write(formatDescription(entry, reply, { width: readTableWidth(terminal), paint: createPaint(stdout) }));
  }
  return exitCodes.done;
}
