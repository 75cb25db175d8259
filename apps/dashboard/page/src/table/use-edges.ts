import { useEffect, type RefObject } from "react";

/** Marks what scrolls with the sides on which there is more, for the shadows there; draws nothing anew. */
export function useEdges(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const mark = (): void => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      element.parentElement?.classList.toggle("more-left", scrollLeft > 1);
      element.parentElement?.classList.toggle("more-right", scrollLeft + clientWidth < scrollWidth - 1);
    };
    const observer = new ResizeObserver(mark);
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    element.addEventListener("scroll", mark, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", mark);
    };
  }, [frame]);
}
