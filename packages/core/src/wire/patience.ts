/** From here on a platform's own `fetch` would give up before we do: Node and Bun end at 300 s what has not answered. */
export const longestWaitMs = 300_000;

/** Lets them wait; the rest of the platforms have no such limit, and pass over what they do not know. */
export const patience: object = {
  timeout: false, // Bun's
  dispatcher: {
    /** Node's: sends as everybody's dispatcher does, a proxy for example, but without limits. */
    dispatch: (options: object, handler: object): unknown => {
      // Those that came with undici 8 have handlers and a place of their own.
      const key = Symbol.for(`undici.globalDispatcher.${"onRequestStart" in handler ? 2 : 1}`);
      // Safe: Node's `fetch` has put it there before it asks for one.
      const { [key]: dispatcher } = globalThis as unknown as Record<symbol, { dispatch(...args: object[]): unknown }>;
      return dispatcher?.dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler);
    },
  },
};
