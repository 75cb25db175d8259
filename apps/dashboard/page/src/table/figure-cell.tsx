import type { Standing } from "@just-one/core/xingtu";
import { useMessages } from "../messages/use-messages.ts";
import type { Column } from "./columns.ts";
import { formatFigure } from "./format-number.ts";

export interface FigureProps {
  readonly column: Column;
  readonly value: number | undefined;
  readonly standing: Standing | undefined;
  /** The greatest figure of the column, which has the longest bar; absent where there are no bars. */
  readonly most: number | undefined;
}

/** A figure of the table. */
export function FigureCell(props: FigureProps): React.ReactElement {
  return (
    <td className="figure">
      <FigureValue {...props} />
    </td>
  );
}

/** A figure with a bar; the best and the worst of a column have a sign, a colour and a word for screen readers. */
export function FigureValue({ column, value, standing, most }: FigureProps): React.ReactNode {
  const { messages, language } = useMessages();
  if (value === undefined) return "–";
  const mark = standing?.best === true ? "best" : standing?.worst === true ? "worst" : undefined;
  return (
    <span className={mark}>
      {mark !== undefined && (
        <>
          <span aria-hidden="true">{mark === "best" ? "▲" : "▼"} </span>
          <span className="hidden">{messages[mark]} </span>
        </>
      )}
      {formatFigure(value, column, language)}
      {most !== undefined && most > 0 && (
        <span className="meter" aria-hidden="true">
          <span style={{ width: `${Math.max(0, (value / most) * 100).toFixed(1)}%` }} />
        </span>
      )}
    </span>
  );
}
