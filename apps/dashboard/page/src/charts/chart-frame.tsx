import { useRef, useState } from "react";
import { useSession } from "../api/use-session.ts";
import { useMessages } from "../messages/use-messages.ts";
import { useShown } from "../shown/shown-context.ts";
import { type ChartData, DataTable } from "./data-table.tsx";
import { savePicture } from "./save-picture.ts";

export interface ChartFrameProps {
  readonly title: string;
  readonly note: string;
  readonly data: ChartData;
  /** What the chart can be told. */
  readonly controls?: React.ReactNode;
  /** Absent where a table says it all. */
  readonly picture?: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly content: React.ReactNode;
  };
}

/** A chart with its title, its picture to save, and its figures as a table for whoever does not see it. */
export function ChartFrame({ title, note, data, controls, picture }: ChartFrameProps): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const shown = useShown();
  const isMock = session?.mode === "mock";
  const svg = useRef<SVGSVGElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <figure className={picture === undefined ? "card wide" : "card"}>
      <h3>{title}</h3>
      <figcaption>{note}</figcaption>
      {controls}
      {picture === undefined ? (
        <DataTable title={title} data={data} />
      ) : data.lines.length === 0 ? (
        <p>{messages.charts.nothing}</p>
      ) : (
        <>
          <svg ref={svg} role="img" aria-label={title} viewBox={`0 0 ${picture.width} ${picture.height}`}>
            {picture.content}
          </svg>
          <button
            type="button"
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
          <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
            <summary>
              {messages.charts.data}
              <span className="hidden"> {title}</span>
            </summary>
            {isOpen && <DataTable title={title} data={data} />}
          </details>
        </>
      )}
    </figure>
  );
}
