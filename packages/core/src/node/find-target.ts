/** Where a request goes, as undici wants to be told. */
export interface Target {
  readonly origin: string;
  /** With the query. */
  readonly path: string;
}

/**
 * Makes the function that takes URLs apart as `URL` does; `undefined` for what is none. A client sends all its requests
 * to one server, and writes them so that `URL` would change nothing: those take a tenth of the time.
 */
export function createTargetFinder(): (text: string) => Target | undefined {
  let last: string | undefined;
  return (text) => {
    if (last !== undefined && text.startsWith(last)) {
      const path = text.slice(last.length);
      if (plainPath.test(path)) return { origin: last, path };
    }
    const url = URL.parse(text);
    if (url === null) return undefined;
    const { origin, pathname, search } = url;
    if (text.startsWith(`${origin}/`)) last = origin;
    return { origin, path: pathname + search };
  };
}

// No segment that is empty or starts with a dot, and no character that `URL` would escape or drop.
const plainPath = /^(?:\/[\w-][\w.-]*)+(?:\?[\w.~!*()%&=-]+)?$/;
