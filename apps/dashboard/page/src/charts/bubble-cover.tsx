import { useState } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { columns } from "../table/columns.ts";
import { formatFigure, formatNumber } from "../table/format-number.ts";
import type { BubbleLayout, PlacedBubble } from "./lay-out-bubbles.ts";

export interface BubbleCoverProps {
  readonly layout: BubbleLayout;
  readonly activeId: string | undefined;
  readonly onActivate: (id: string) => void;
}

/** Pixels from a bubble at which the pointer still means it. */
const reach = 24;
const playsColumn = columns.find(({ name }) => name === "medianPlays");

/**
 * Lies over the bubbles: the pointer shows a card of the nearest, a press selects its line in the table. By keyboard, the
 * arrows go from bubble to bubble, from cheap to dear, and Enter selects.
 */
export function BubbleCover({ layout, activeId, onActivate }: BubbleCoverProps): React.ReactElement {
  const { messages } = useMessages();
  const [pointedId, setPointedId] = useState<string>();
  const { bubbles } = layout;
  const find = (id: string | undefined): PlacedBubble | undefined => bubbles.find((each) => each.id === id);
  const active = find(activeId);
  const pointed = find(pointedId);
  const turn = (event: React.KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setPointedId(findNext(bubbles, pointedId ?? activeId, step));
    } else if (event.key === "Enter" && pointed !== undefined) onActivate(pointed.id);
    else if (event.key === "Escape") setPointedId(undefined);
  };

  return (
    <div
      className="cover"
      role="group"
      aria-label={messages.charts.costKeys}
      tabIndex={0}
      onKeyDown={turn}
      onBlur={() => setPointedId(undefined)}
      onPointerLeave={() => setPointedId(undefined)}
      onPointerMove={(event) => setPointedId(findNearest(bubbles, event)?.id)}
      onClick={(event) => {
        const nearest = findNearest(bubbles, event);
        if (nearest !== undefined) onActivate(nearest.id);
      }}
    >
      {active !== undefined && <Ring bubble={active} className="ring active" />}
      {pointed !== undefined && <Ring bubble={pointed} className="ring" />}
      <div role="status">{pointed !== undefined && <Card bubble={pointed} layout={layout} />}</div>
    </div>
  );
}

function Ring({ bubble, className }: { bubble: PlacedBubble; className: string }): React.ReactElement {
  const { x, y, radius } = bubble;
  const size = 2 * radius + 6;
  return <span className={className} style={{ left: x - size / 2, top: y - size / 2, width: size, height: size }} />;
}

function Card({ bubble, layout: { edge } }: { bubble: PlacedBubble; layout: BubbleLayout }): React.ReactElement {
  const { messages, language } = useMessages();
  const { x, y, radius, id, name, cost, engagement, plays, isSmallSample } = bubble;
  const isRight = x > (edge.left + edge.right) / 2;
  const isLow = y > (edge.top + edge.bottom) / 2;
  const place = {
    ...(isRight ? { right: edge.right + 14 - x + radius + 8 } : { left: x + radius + 8 }),
    ...(isLow ? { bottom: edge.bottom + 46 - y } : { top: y }),
  };
  return (
    <div className="hover-card" style={place}>
      <strong>{name}</strong>
      <small>{id}</small>
      <dl>
        <dt>CPM</dt>
        <dd>
          {formatNumber(cost, 2, language)} {messages.units.yuan}
        </dd>
        <dt>{messages.fields.engagementRate}</dt>
        <dd>{formatNumber(engagement, 2, language)}%</dd>
        <dt>{messages.fields.medianPlays}</dt>
        <dd>{playsColumn === undefined ? plays : formatFigure(plays, playsColumn, language)}</dd>
      </dl>
      {isSmallSample && <span className="badge warn">{messages.smallSample}</span>}
    </div>
  );
}

function findNearest(bubbles: readonly PlacedBubble[], event: React.MouseEvent): PlacedBubble | undefined {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  const [x, y] = [event.clientX - left, event.clientY - top];
  let nearest: PlacedBubble | undefined;
  let least = reach;
  for (const bubble of bubbles) {
    const distance = Math.max(0, Math.hypot(bubble.x - x, bubble.y - y) - bubble.radius);
    // Of two that lie over each other, the smaller one, which comes later and is drawn above.
    if (distance <= least) [nearest, least] = [bubble, distance];
  }
  return nearest;
}

function findNext(bubbles: readonly PlacedBubble[], id: string | undefined, step: number): string | undefined {
  const inOrder = bubbles.toSorted((a, b) => a.cost - b.cost);
  const index = inOrder.findIndex((each) => each.id === id);
  const next = index < 0 ? 0 : (index + step + inOrder.length) % inOrder.length;
  return inOrder[next]?.id;
}
