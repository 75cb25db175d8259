import type { AuthorSpread, Change, MetricName } from "@just-one/core/xingtu";
import type { CreatorRow, CreatorState } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { columns } from "../table/columns.ts";
import { FailureNote } from "../table/failure-note.tsx";
import { ChangeFigure } from "./change-figure.tsx";
import { ChartFrame } from "./chart-frame.tsx";

export interface ChangesTableProps {
  readonly title: string;
  /** What a sign means. */
  readonly note: string;
  readonly rows: readonly CreatorRow[];
  /** The reply to compare with. */
  readonly pickOther: (row: CreatorRow) => CreatorState | undefined;
  /** Whether the other reply is the first that the title names. */
  readonly isOtherFirst: boolean;
  /** The changes between the first and the second that the title names; tells in which direction they count. */
  readonly compare: (first: AuthorSpread, second: AuthorSpread) => Partial<Record<MetricName, Change>>;
  readonly onRetry: (ids: readonly string[]) => void;
}

const names: ReadonlySet<string> = new Set<MetricName>([
  "medianPlays",
  "meanLikes",
  "meanComments",
  "meanShares",
  "engagementRate",
  "completionRate",
  "costPerMilleUpTo60s",
  "costPerEngagementUpTo60s",
]);
const compared = columns.filter(({ name }) => names.has(name));

/** How much two replies of each creator differ, and why there is no second one where it failed. */
export function ChangesTable(props: ChangesTableProps): React.ReactElement | null {
  const { title, note, rows, pickOther, isOtherFirst, compare, onRetry } = props;
  const { messages } = useMessages();
  const lines = rows.flatMap((row) => {
    const other = pickOther(row);
    if (row.state.status !== "loaded" || other?.status !== "loaded") return [];
    const pair = [row.state.spread, other.spread] as const;
    const changes = isOtherFirst ? compare(pair[1], pair[0]) : compare(...pair);
    const cells = compared.map((column) => (
      <ChangeFigure key={column.name} column={column} change={column.metric && changes[column.metric]} />
    ));
    return [[row.label ?? row.id, ...cells] as const];
  });
  // Where the main reply failed too, the table above says so.
  const failures = rows.flatMap((row) => {
    const other = pickOther(row);
    return row.state.status === "loaded" && other?.status === "failed"
      ? [{ id: row.id, name: row.label ?? row.id, failure: other.failure }]
      : [];
  });
  if (lines.length === 0 && failures.length === 0) return null;
  const header = [messages.creator, ...compared.map(({ name }) => messages.fields[name])];
  return (
    <>
      <ChartFrame title={title} note={note} data={{ header, lines }} />
      {failures.length > 0 && (
        <ul className="missing">
          {failures.map(({ id, name, failure }) => (
            <li key={id}>
              {name} <FailureNote failure={failure} onRetry={() => onRetry([id])} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
