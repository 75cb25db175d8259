import type { CsvText } from "@just-one/encoders";
import { type CsvColumn, formatCsv } from "../format/format-csv.ts";
import type { AskedQuestion } from "./asked-question.ts";
import type { CreatorRow } from "./creator-row.ts";
import { describeRow } from "./describe-row.ts";
import { readRowFacts } from "./row-facts.ts";
import type { SpreadColumn } from "./spread-columns.ts";

/** A row with the question that it answers. */
export type AnsweredRow = CreatorRow & { readonly question: AskedQuestion };

/**
 * The comparison for a spreadsheet: a row for each reply, the unit in each header, and columns for what was asked, when, and
 * what became of it. `asked` are those that rows of one creator differ in, and stand beside its id.
 */
export function formatSpreadCsv(
  rows: readonly AnsweredRow[],
  {
    columns,
    asked = [],
  }: { readonly columns: readonly SpreadColumn[]; readonly asked?: readonly (keyof AskedQuestion)[] },
): CsvText {
  return formatCsv(rows, [
    { header: "oAuthorId", isId: true, read: ({ id }) => id },
    ...asked.map((name) => questionColumns[name]),
    { header: "Status", read: ({ status }) => status },
    ...columns.map(toCsvColumn),
    { header: "Peers", read: (row) => (row.status === "ok" ? row.spread.engagementRate?.peers?.label : undefined) },
    { header: "Problem", read: describeRow },
    // behind the others, which scripts count
    { header: "Label", read: ({ label }) => label },
    ...questionNames.filter((name) => !asked.includes(name)).map((name) => questionColumns[name]),
    { header: "Fetched at", read: (row) => readRowFacts(row).fetchedAt?.toISOString() },
    { header: "Billing", read: (row) => readRowFacts(row).billing },
    { header: "Reason", read: (row) => readRowFacts(row).reason },
    { header: "Request id", read: (row) => readRowFacts(row).requestId },
  ]);
}

const questionColumns: Readonly<Record<keyof AskedQuestion, CsvColumn<AnsweredRow>>> = {
  range: { header: "Range", read: ({ question }) => question.range },
  type: { header: "Type", read: ({ question }) => question.type },
  platform: { header: "Platform", read: ({ question }) => question.platform },
  onlyAssign: { header: "Only assigned", read: ({ question }) => question.onlyAssign },
  flowType: { header: "Flow type", read: ({ question }) => question.flowType },
};
const questionNames = ["range", "type", "platform", "onlyAssign", "flowType"] as const;

function toCsvColumn(column: SpreadColumn): CsvColumn<CreatorRow> {
  return {
    header: `${column.header.join(" ")} (${column.unit})`,
    read: (row) => (row.status === "ok" ? column.read(row.spread) : undefined),
  };
}
