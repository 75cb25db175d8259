/**
 * True in a page of a browser and in its workers, where everyone who opens it can read what the program holds. Deno,
 * Bun and the workers of hosting platforms have some of the same globals, but no page.
 */
export function isBrowserPage(scope: object = globalThis): boolean {
  // Safe: what a scope lacks is `undefined`.
  const { window, document, Deno, Bun, WorkerGlobalScope, WorkerLocation, WorkerNavigator } = scope as Readonly<
    Record<string, unknown>
  >;
  if (window && document) return true;
  return !!(!Deno && !Bun && WorkerGlobalScope && WorkerLocation && WorkerNavigator);
}
