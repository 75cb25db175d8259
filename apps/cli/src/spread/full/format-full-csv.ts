import type { CsvText } from "@just-one/encoders";
import type { AskedQuestion } from "../asked-question.ts";
import { formatSpreadCsv } from "../format-spread-csv.ts";
import type { SpreadColumn } from "../spread-columns.ts";
import type { FullCreator } from "./full-creator.ts";
import { variantNames, variants } from "./variants.ts";

/** The full pictures for a spreadsheet: a row for each call, with what was asked. */
export function formatFullCsv(
  creators: readonly FullCreator[],
  { question, columns }: { readonly question: AskedQuestion; readonly columns: readonly SpreadColumn[] },
): CsvText {
  const rows = creators.flatMap(({ replies }) =>
    variantNames.map((name) => Object.assign({ question: { ...question, ...variants[name] } }, replies[name])),
  );
  return formatSpreadCsv(rows, { columns, asked: ["type", "range"] });
}
