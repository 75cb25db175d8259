import { useCallback, useSyncExternalStore } from "react";
import { type Route, routePaths } from "../../../src/shared/routes.ts";
import { readRoute } from "./read-route.ts";

const moved = "just-one:moved";
/** The list of the comparison when it was left. */
let list = "";

/** Where the page is, and the way to another place of it. Who comes back to the comparison finds the address of its list again. */
export function useRoute(): [route: Route, go: (route: Route) => void] {
  const route = useSyncExternalStore(subscribe, () => readRoute(location.pathname));
  const go = useCallback((next: Route) => {
    const left = readRoute(location.pathname);
    if (next === left) return;
    if (left === "compare") list = location.hash;
    history.pushState(null, "", next === "compare" ? `${routePaths.compare}${list}` : routePaths[next]);
    window.dispatchEvent(new Event(moved));
  }, []);
  return [route, go];
}

function subscribe(onChange: () => void): () => void {
  for (const name of [moved, "popstate"]) window.addEventListener(name, onChange);
  return () => {
    for (const name of [moved, "popstate"]) window.removeEventListener(name, onChange);
  };
}
