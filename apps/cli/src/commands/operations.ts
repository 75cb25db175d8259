import type { CatalogEntry } from "@just-one/api";
import { catalog } from "@just-one/api/catalog";
import { show } from "@just-one/encoders";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { describeRemarks } from "../operations/describe-remarks.ts";
import { searchOperations } from "../operations/search-operations.ts";
import type { Terminal } from "../terminal.ts";

const columns: readonly RecordColumn<CatalogEntry>[] = [
  { header: "Operation", read: ({ operation }) => operation },
  { header: "Title", read: ({ summary }) => summary },
  { header: "Platform", read: ({ platform }) => platform },
  { header: "Parameters (* required)", read: describeParameters },
  { header: "Remarks", read: (entry) => describeRemarks(entry).join(", ") },
];

/** `just-one operations [WORDS]`: finds operations by words, in English or Chinese. */
export function operations(
  words: readonly string[],
  options: { readonly format?: OutputFormat },
  terminal: Terminal,
): ExitCode {
  const found = searchOperations(catalog, words);
  const format = chooseFormat(options.format, terminal.stdout);
  if (found.length === 0) terminal.stderr.write(show`just-one: no operation has all of these words; try fewer.\n`);
  if (found.length > 0 || format !== "table") printRecords({ records: found, columns, format }, terminal);
  return exitCodes.done;
}

function describeParameters({ parameters }: CatalogEntry): string {
  return parameters.map(({ name, required }) => (required ? `${name}*` : name)).join(" ");
}
