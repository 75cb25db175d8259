import { type Route, routePaths, routes } from "../../../src/shared/routes.ts";

/** The place that a path leads to; what nobody knows is the comparison. */
export function readRoute(path: string): Route {
  return routes.find((route) => routePaths[route] === path) ?? "compare";
}
