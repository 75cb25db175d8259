import type { Standing } from "@just-one/core/xingtu";
import { useMessages } from "../messages/use-messages.ts";
import type { Column } from "./columns.ts";
import { formatNumber } from "./format-number.ts";

export interface FigureCellProps {
  readonly column: Column;
  readonly value: number | undefined;
  readonly standing: Standing | undefined;
}

/** A figure; the best and the worst of a column have a sign, a colour and a word for screen readers. */
export function FigureCell({ column, value, standing }: FigureCellProps): React.ReactElement {
  const { messages, language } = useMessages();
  if (value === undefined) return <td className="figure">–</td>;
  const mark = standing?.best === true ? "best" : standing?.worst === true ? "worst" : undefined;
  return (
    <td className={mark === undefined ? "figure" : `figure ${mark}`}>
      {mark !== undefined && (
        <>
          <span aria-hidden="true">{mark === "best" ? "▲" : "▼"} </span>
          <span className="hidden">{messages[mark]} </span>
        </>
      )}
      {formatNumber(value, column.decimals, language)}
    </td>
  );
}
