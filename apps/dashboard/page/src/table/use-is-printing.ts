import { useSyncExternalStore } from "react";

const paper = matchMedia("print");

/** True while the browser lays the page out for paper; React draws anew before it goes on. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, () => paper.matches);
}

function subscribe(onChange: () => void): () => void {
  paper.addEventListener("change", onChange);
  return () => paper.removeEventListener("change", onChange);
}
