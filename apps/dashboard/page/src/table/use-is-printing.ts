import { useMedia } from "../shell/use-media.ts";

/** True while the browser lays the page out for paper; React draws anew before it goes on. */
export function useIsPrinting(): boolean {
  return useMedia("print");
}
