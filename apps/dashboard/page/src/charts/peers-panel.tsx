import { scaleLinear } from "@visx/scale";
import { useMessages } from "../messages/use-messages.ts";
import { formatNumber } from "../table/format-number.ts";
import type { LoadedCreator } from "./loaded-creator.ts";
import { shortenText } from "./shorten-text.ts";

export interface PeersPanelProps {
  readonly title: string;
  /** `share` is percent of peers beaten. */
  readonly bars: readonly (LoadedCreator & { readonly share: number })[];
  readonly width: number;
  readonly lineHeight: number;
  /** Where the first line starts. */
  readonly top: number;
}

const left = 184;

/** One measure: a bar for each creator on a track from nobody to all peers. */
export function PeersPanel({ title, bars, width, lineHeight, top }: PeersPanelProps): React.ReactElement {
  const { language } = useMessages();
  const right = width - 34;
  const x = scaleLinear<number>({ domain: [0, 100], range: [left, right] });
  return (
    <>
      <text className="mark" x={0} y={18}>
        {title}
      </text>
      {[0, 50, 100].map((percent) => (
        <g key={percent}>
          <text className="tick" x={x(percent)} y={36} textAnchor="middle">
            {percent}%
          </text>
          <line className="grid" x1={x(percent)} x2={x(percent)} y1={42} y2={top + bars.length * lineHeight - 6} />
        </g>
      ))}
      {bars.map(({ id, name, spread, share }, index) => {
        const middle = top + index * lineHeight + 8;
        const group = spread.engagementRate?.peers?.label ?? spread.completionRate?.peers?.label ?? "";
        return (
          <g key={id}>
            <text className="mark" x={0} y={middle + 4}>
              {shortenText(name, 110)}
            </text>
            <text className="tick" x={left - 10} y={middle + 4} textAnchor="end">
              {shortenText(group, 62)}
            </text>
            <rect className="track" x={left} y={middle - 5} width={right - left} height={10} rx={3} />
            <rect className="bar" x={left} y={middle - 5} width={Math.max(2, x(share) - left)} height={10} rx={3} />
            <text className="tick" x={right + 8} y={middle + 4}>
              {formatNumber(share, 0, language)}
            </text>
          </g>
        );
      })}
    </>
  );
}
