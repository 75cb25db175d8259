/**
 * True in a page of a browser and in its workers, where everyone who opens it can read what the program holds. Deno,
 * Bun and the workers of hosting platforms have some of the same globals, but no page.
 */
export function isBrowserPage(scope: object = globalThis): boolean {
  if (has(scope, "window") && has(scope, "document")) return true;
  if (has(scope, "Deno") || has(scope, "Bun")) return false;
  return has(scope, "WorkerGlobalScope") && has(scope, "WorkerLocation") && has(scope, "WorkerNavigator");
}

function has(scope: object, name: string): boolean {
  // Safe: to ask an object for a member that it lacks gives `undefined`, which counts as absent.
  return (scope as Readonly<Record<string, unknown>>)[name] !== undefined;
}
