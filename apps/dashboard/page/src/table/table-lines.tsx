import { Fragment } from "react";
import { CreatorLine } from "./creator-line.tsx";
import type { CreatorTableProps } from "./creator-table.tsx";
import { useVisibleLines } from "./use-visible-lines.ts";

export interface TableLinesProps extends Omit<CreatorTableProps, "sort" | "onSort"> {
  /** What scrolls. */
  readonly frame: React.RefObject<HTMLElement | null>;
}

/** The lines in sight, with room above, between and below for those that are not drawn. */
export function TableLines({ rows, frame, chosen, activeId, ...others }: TableLinesProps): React.ReactElement {
  const { lines, after, measure, keep } = useVisibleLines({ rows, frame, activeId });
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
              isChosen={chosen.has(row.id)}
              isActive={row.id === activeId}
              {...others}
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
