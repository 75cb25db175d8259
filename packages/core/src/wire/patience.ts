/** Options of `fetch` for a call that may take so many milliseconds; `undefined` where none are needed. */
export type Patience = (limitMs: number) => object | undefined;

/**
 * Lets Node's own `fetch` wait, which ends at 300 s what has not answered. Bun and Deno have no such limit (tried for 312 s),
 * and pass over what they do not know.
 *
 * @example
 * ```ts
 * const client = createLeanClient({ token, catalog, patience: waitLong, timeoutMs: 600_000 });
 * ```
 */
export const waitLong: Patience = (limitMs) => (limitMs < longestWaitMs ? undefined : withoutLimits);

const longestWaitMs = 300_000;

const withoutLimits = {
  dispatcher: {
    /** Sends as everybody's dispatcher does, a proxy for example, but without limits. */
    dispatch: (options: object, handler: object): unknown => {
      // Those that came with undici 8 have handlers and a place of their own.
      const dispatcher = ("onRequestStart" in handler ? findDispatcher(2) : undefined) ?? findDispatcher(1);
      return dispatcher?.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler);
    },
  },
};

function findDispatcher(version: number): { dispatch(...args: object[]): unknown } | undefined {
  const key = Symbol.for(`undici.globalDispatcher.${version}`);
  // Safe: Node's `fetch` has put it there before it asks for one.
  return (globalThis as unknown as Record<symbol, { dispatch(...args: object[]): unknown }>)[key];
}
