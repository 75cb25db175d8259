import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useState } from "react";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useIsPrinting } from "./use-is-printing.ts";

/** A line to draw, and the height in pixels of those left out before it. */
export interface VisibleLine {
  readonly index: number;
  readonly before: number;
}

export interface VisibleLines {
  readonly lines: readonly VisibleLine[];
  /** The height in pixels of those left out at the end. */
  readonly after: number;
  /** Takes a line's element, to know its height. */
  readonly measure: (element: HTMLElement | null) => void;
  /** Keeps a line although it is scrolled out of sight: it has the focus. */
  readonly keep: (index: string | undefined) => void;
}

/** Up to here all lines are drawn, so that the browser's search finds each; beyond, sorting them all would be felt. */
const mostDrawn = 50;
/** Pixels; a guess that lasts until a line has been drawn. */
const usualHeight = 38;

/** Which lines of a long table are worth drawing: those in sight and a few around them, and all for paper. */
export function useVisibleLines(options: {
  readonly rows: readonly CreatorRow[];
  readonly frame: React.RefObject<HTMLElement | null>;
  /** The line that is looked at; it is brought into sight when it becomes another. */
  readonly activeId?: string | undefined;
}): VisibleLines {
  const { rows, frame, activeId } = options;
  const [focused, setFocused] = useState<string>();
  const isPrinting = useIsPrinting();
  const isWhole = isPrinting || rows.length <= mostDrawn;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: !isWhole,
    overscan: 5,
    estimateSize: () => usualHeight,
    getScrollElement: () => frame.current,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    rangeExtractor: (range) =>
      includeLines(
        range,
        rows.findIndex(({ id }) => id === focused),
        rows.length,
      ),
  });
  useEffect(() => {
    if (activeId === undefined) return;
    const index = rows.findIndex(({ id }) => id === activeId);
    if (index < 0) return;
    if (isWhole) frame.current?.querySelector(`tr[data-index="${index}"]`)?.scrollIntoView({ block: "nearest" });
    else virtualizer.scrollToIndex(index, { align: "auto" });
    // Only another creator moves the table: sorting, loading and scrolling do not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [activeId]);
  const keep = (index: string | undefined): void => setFocused(rows[Number(index)]?.id);
  if (isWhole) {
    return { lines: rows.map((_, index) => ({ index, before: 0 })), after: 0, measure: ignore, keep };
  }
  const items = virtualizer.getVirtualItems();
  return {
    lines: items.map(({ index, start }, place) => ({ index, before: start - (items[place - 1]?.end ?? 0) })),
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    measure: virtualizer.measureElement,
    keep,
  };
}

/** Also the line that has the focus, and those beside it: Tab finds the next one before the table has moved there. */
function includeLines(range: Range, index: number, count: number): number[] {
  const inSight = defaultRangeExtractor(range);
  if (index < 0) return inSight;
  const kept = [index - 1, index, index + 1].filter((each) => each >= 0 && each < count);
  return [...new Set([...inSight, ...kept])].toSorted((a, b) => a - b);
}

function ignore(): void {
  // Nothing to measure where all lines are drawn.
}
