import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * The width of an element's chart in whole pixels, also after it has changed: charts are drawn to scale, so that words keep
 * their size. The figure around it is asked, because a browser does not lay out what is inside one that is out of sight.
 */
export function useWidth<T extends HTMLElement>(usual: number): [ref: RefObject<T | null>, width: number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.floor(entry?.contentRect.width ?? 0);
      if (next > 0) setWidth(next); // a chart that is hidden has none
    });
    observer.observe(element.closest("figure") ?? element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
