import { useCallback, useSyncExternalStore } from "react";
import { type Route, routePaths } from "../../../src/shared/routes.ts";
import { readRoute } from "./read-route.ts";

const moved = "just-one:moved";

/** Where the page is, and the way to another place of it. The list of the comparison stays in its own entry of the history. */
export function useRoute(): [route: Route, go: (route: Route) => void] {
  const route = useSyncExternalStore(subscribe, () => readRoute(location.pathname));
  const go = useCallback((next: Route) => {
    if (next === readRoute(location.pathname)) return;
    history.pushState(null, "", routePaths[next]);
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
