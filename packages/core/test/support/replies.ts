/** The vendor's envelope as JSON text. */
export function envelope(code: unknown, members: object = {}): string {
  return JSON.stringify({
    code,
    data: null,
    message: null,
    recordTime: "2026-11-24 10:00:00",
    requestId: "r-1",
    ...members,
  });
}

/** A `fetch` that gives the replies one after the other, the last one for ever, and keeps what it was asked. */
export function createFakeFetch(...replies: readonly (() => Response | Promise<Response>)[]): {
  readonly fetch: typeof fetch;
  readonly requests: { readonly url: string; readonly init: RequestInit }[];
} {
  const requests: { url: string; init: RequestInit }[] = [];
  return {
    requests,
    fetch: async (url, init = {}) => {
      const reply = replies[Math.min(requests.length, replies.length - 1)];
      requests.push({ url: typeof url === "string" ? url : "not a string", init });
      if (reply === undefined) throw new Error("no reply was planned");
      return reply();
    },
  };
}

/** A reply for `createFakeFetch`. */
export function respond(body: BodyInit | null, init: ResponseInit = {}): () => Response {
  return () => new Response(body, init);
}
