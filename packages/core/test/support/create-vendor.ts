import { envelope } from "./replies.ts";

/** One request as the vendor sees it. */
export interface Asked {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** Of the query and the form; with the token. */
  readonly parameters: URLSearchParams;
  /** 1 for the first request. */
  readonly number: number;
  readonly signal: AbortSignal | null | undefined;
}

/** A business code, or a whole reply. */
export type Answer = number | Response;

export interface Vendor {
  readonly fetch: typeof fetch;
  readonly asked: readonly Asked[];
  /** The most requests that were under way at once. */
  readonly peak: number;
}

/** A vendor without a network: answers every request as the function says, at once by default. */
export function createVendor(answer: (asked: Asked) => Answer | Promise<Answer> = () => 0): Vendor {
  const asked: Asked[] = [];
  let underWay = 0;
  const vendor = {
    asked,
    peak: 0,
    fetch: async (input: unknown, init: RequestInit = {}) => {
      const url = new URL(String(input));
      const form = typeof init.body === "string" ? init.body : "";
      const parameters = new URLSearchParams([...url.searchParams, ...new URLSearchParams(form)]);
      const request = {
        operation: `${init.method} ${url.pathname}`,
        parameters,
        number: asked.length + 1,
        signal: init.signal,
      };
      asked.push(request);
      underWay += 1;
      vendor.peak = Math.max(vendor.peak, underWay);
      try {
        const reply = await answer(request);
        return typeof reply === "number" ? createReply(reply) : reply;
      } finally {
        underWay -= 1;
      }
    },
  };
  return vendor;
}

/** A reply with a business code, as the vendor writes it. */
export function createReply(code: number, members: object = {}): Response {
  return new Response(envelope(code, { data: code === 0 ? { name: "a thing" } : null, ...members }));
}

/** A door that answers can wait behind. */
export function createDoor(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
