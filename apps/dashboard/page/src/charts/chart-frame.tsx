import { useRef, useState } from "react";
import { useSession } from "../api/use-session.ts";
import { useMessages } from "../messages/use-messages.ts";
import { useShown } from "../shown/shown-context.ts";
import { type ChartData, DataTable } from "./data-table.tsx";
import { savePicture } from "./save-picture.ts";
import { useWidth } from "./use-width.ts";

export interface ChartFrameProps {
  readonly title: string;
  readonly note: string;
  readonly data: ChartData;
  /** What the chart can be told. */
  readonly controls?: React.ReactNode;
  /** Whether the figures stand below the picture without being asked for. @default false */
  readonly showsTable?: boolean;
  readonly picture: ChartPicture;
}

export interface ChartPicture {
  /** Of its file. */
  readonly name: string;
  /** Pixels, which may depend on the width. */
  readonly height: number | ((width: number) => number);
  /** Whether it stands across both columns. @default false */
  readonly isWide?: boolean;
  /** The content of an SVG element that is so many pixels wide. */
  readonly draw: (width: number) => React.ReactNode;
  /** What lies above it and reacts to the pointer and the keys. */
  readonly cover?: (width: number) => React.ReactNode;
}

const usualWidth = 640;

/** A chart with its title, its picture to save, and its figures as a table for whoever does not see it. */
export function ChartFrame({
  title,
  note,
  data,
  controls,
  showsTable = false,
  picture,
}: ChartFrameProps): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const shown = useShown();
  const isMock = session?.mode === "mock";
  const svg = useRef<SVGSVGElement>(null);
  const [plot, width] = useWidth<HTMLDivElement>(usualWidth);
  const [isOpen, setOpen] = useState(false);
  const height = typeof picture.height === "function" ? picture.height(width) : picture.height;
  const isEmpty = data.lines.length === 0;
  return (
    <figure className={picture.isWide === true ? "card wide" : "card"}>
      <div className="chart-head">
        <h3>{title}</h3>
        {!isEmpty && (
          <button
            type="button"
            className="plain"
            onClick={() =>
              svg.current &&
              void savePicture({
                chart: svg.current,
                title: isMock ? `${title} · ${messages.invented}` : title,
                shown,
                name: `${picture.name}${isMock ? "-invented" : ""}.png`,
              })
            }
          >
            {messages.saveChart}
            <span className="hidden"> {title}</span>
          </button>
        )}
      </div>
      <figcaption>{note}</figcaption>
      {controls}
      {isEmpty ? (
        <p>{messages.charts.nothing}</p>
      ) : (
        <>
          <div ref={plot} className="plot">
            <svg
              ref={svg}
              role="img"
              aria-label={title}
              width={width}
              height={height}
              viewBox={`0 0 ${width} ${height}`}
            >
              {picture.draw(width)}
            </svg>
            {picture.cover?.(width)}
          </div>
          {showsTable ? (
            <DataTable title={title} data={data} />
          ) : (
            <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
              <summary>
                {messages.charts.data}
                <span className="hidden"> {title}</span>
              </summary>
              {isOpen && <DataTable title={title} data={data} />}
            </details>
          )}
        </>
      )}
    </figure>
  );
}
