/** The page's places, each with the path that leads to it. */
export const routePaths = { compare: "/", spending: "/spending", operations: "/operations" } as const;

/** A place of the page. */
export type Route = keyof typeof routePaths;

/** All places, in the order of the navigation. */
export const routes: readonly Route[] = Object.keys(routePaths) as Route[]; // safe: the table's own keys
