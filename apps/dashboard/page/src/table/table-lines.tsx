import { Fragment } from "react";
import type { CreatorRow } from "../creators/creator-row.ts";
import type { Column } from "./columns.ts";
import { CreatorLine } from "./creator-line.tsx";
import type { CreatorTableProps } from "./creator-table.tsx";
import { useVisibleLines } from "./use-visible-lines.ts";

export interface TableLinesProps extends Omit<CreatorTableProps, "rows" | "order"> {
  /** In the order shown. */
  readonly rows: readonly CreatorRow[];
  readonly columns: readonly Column[];
  /** What scrolls. */
  readonly frame: React.RefObject<HTMLElement | null>;
}

/** The lines in sight, with room above, between and below for those that are not drawn. */
export function TableLines({ rows, columns, frame, chosen, ...actions }: TableLinesProps): React.ReactElement {
  const { lines, after, measure, keep } = useVisibleLines({ rows, frame });
  return (
    <tbody onFocus={({ target }) => keep(target.closest("tr")?.dataset["index"])}>
      {lines.map(({ index, before }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <Fragment key={row.id}>
            {before > 0 && <Room height={before} />}
            <CreatorLine
              ref={measure}
              index={index}
              row={row}
              columns={columns}
              isChosen={chosen.has(row.id)}
              {...actions}
            />
          </Fragment>
        );
      })}
      {after > 0 && <Room height={after} />}
    </tbody>
  );
}

function Room({ height }: { height: number }): React.ReactElement {
  return <tr aria-hidden="true" style={{ height }} />;
}
