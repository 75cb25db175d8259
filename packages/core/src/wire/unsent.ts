const key = Symbol.for("@just-one/core/unsent");

// Safe: nobody else has this key.
const shared = globalThis as { [key]?: WeakSet<object> };

/**
 * What proves that a request has not left this machine, kept by those who see it happen: the errors of connections that
 * never came about, the signal of a request that waits in a pool of ours, and the `fetch` of such a pool, which strikes
 * the signal off before it writes. One for the whole process, where there may be two copies of this package.
 */
export const unsent: WeakSet<object> = (shared[key] ??= new WeakSet());
