import type { Change } from "@just-one/core/xingtu";
import { type Language, useMessages } from "../messages/use-messages.ts";
import type { Column } from "../table/columns.ts";
import { formatFigure, formatNumber } from "../table/format-number.ts";

export interface ChangeFigureProps {
  readonly column: Column;
  /** Absent where either reply lacks the figure. */
  readonly change: Change | undefined;
}

/** How far one figure is above another; what is better and worse for an advertiser has a sign, a colour and a word. */
export function ChangeFigure({ column, change }: ChangeFigureProps): React.ReactElement {
  const { messages, language } = useMessages();
  if (change === undefined) return <>–</>;
  const { relative, isBetter, from, to } = change;
  const format = (value: number): string => formatValue(column, value, language);
  return (
    <>
      <span className={isBetter === undefined ? undefined : isBetter ? "best" : "worst"}>
        {relative === undefined ? "–" : formatRelative(relative, language)}
        {isBetter !== undefined && (
          <>
            <span aria-hidden="true">{isBetter ? " ▲" : " ▼"}</span>
            <span className="hidden"> {isBetter ? messages.better : messages.worse}</span>
          </>
        )}
      </span>
      <span className="both">{`${format(from)} → ${format(to)}`}</span>
    </>
  );
}

function formatRelative(relative: number, language: Language): string {
  const options = { style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, options).format(relative);
}

function formatValue(column: Column, value: number, language: Language): string {
  return column.unit === "percent"
    ? `${formatNumber(value * 100, column.decimals, language)}%`
    : formatFigure(value, column, language);
}
