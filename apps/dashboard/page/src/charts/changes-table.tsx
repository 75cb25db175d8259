import type { AuthorSpread, Change, CostBand, MetricName } from "@just-one/core/xingtu";
import type { CreatorRow, CreatorState } from "../creators/creator-row.ts";
import { nameCreator } from "../creators/name-creator.ts";
import { useMessages } from "../messages/use-messages.ts";
import { columns, costMetrics } from "../table/columns.ts";
import { FailureNote } from "../table/failure-note.tsx";
import { ChangeFigure } from "./change-figure.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { measurePanels, SlopePanels } from "./slope-panels.tsx";

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
  /** What stands at the left and at the right: the first that the title names is at the end that is newer or paid for. */
  readonly ends: readonly [string, string];
  /** The length of video whose costs are compared. */
  readonly band: CostBand;
  /** Of the picture's file. */
  readonly name: string;
  readonly onRetry: (ids: readonly string[]) => void;
}

const names: readonly MetricName[] = [
  "medianPlays",
  "engagementRate",
  "completionRate",
  "meanLikes",
  "meanComments",
  "meanShares",
];
/** More lines would be a thicket; the table has all. */
const mostSlopes = 20;

/** How much two replies of each creator differ, and why there is no second one where it failed. */
export function ChangesTable(props: ChangesTableProps): React.ReactElement | null {
  const { title, note, rows, pickOther, isOtherFirst, compare, ends, band, name: fileName, onRetry } = props;
  const { messages } = useMessages();
  const { perMille, perEngagement } = costMetrics[band];
  const compared = [...names, perMille, perEngagement].flatMap(
    (name) => columns.find((each) => each.name === name) ?? [],
  );
  const slopes = rows.flatMap((row) => {
    const other = pickOther(row);
    if (row.state.status !== "loaded" || other?.status !== "loaded") return [];
    const pair = [row.state.spread, other.spread] as const;
    const changes = isOtherFirst ? compare(pair[1], pair[0]) : compare(...pair);
    return [{ id: row.id, name: nameCreator(row), title: row.label ?? row.id, changes }];
  });
  const lines = slopes.map(({ title: creator, changes }) => {
    const cells = compared.map((column) => (
      <ChangeFigure key={column.name} column={column} change={column.metric && changes[column.metric]} />
    ));
    return [creator, ...cells] as const;
  });
  // Where the main reply failed too, the table above says so.
  const failures = rows.flatMap((row) => {
    const other = pickOther(row);
    return row.state.status === "loaded" && other?.status === "failed"
      ? [{ id: row.id, name: row.label ?? row.id, failure: other.failure }]
      : [];
  });
  if (lines.length === 0 && failures.length === 0) return null;
  const panels: readonly MetricName[] = ["medianPlays", "engagementRate", "completionRate", perMille];
  const header = [messages.creator, ...compared.map(({ name }) => messages.fields[name])];
  return (
    <>
      <ChartFrame
        title={title}
        note={note}
        data={{ header, lines }}
        showsTable
        picture={{
          name: fileName,
          isWide: true,
          height: (width) => measurePanels(panels.length, width),
          draw: (width) => (
            <SlopePanels lines={slopes.slice(0, mostSlopes)} metrics={panels} ends={ends} width={width} />
          ),
        }}
      />
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
