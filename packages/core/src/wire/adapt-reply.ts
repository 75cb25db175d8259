import { toBytes } from "./decode-charset.ts";

/** What a client reads of a reply. */
export interface Reply extends Pick<Response, "status" | "body"> {
  /** Read by `readHeader` alone: those of a stub may be anything. */
  readonly headers?: unknown;
  /** True once integers beyond 2^53 turned out to have come rounded. */
  readonly isRounded?: boolean;
  /** All of the body; asked where there is no stream. */
  text(): Promise<string>;
}

/** A reply as any make of `fetch` may have it, and stubs of tests: with another kind of stream, or with none. */
interface AnyReply {
  readonly status?: number;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly text?: () => unknown;
  readonly arrayBuffer?: () => unknown;
  readonly blob?: () => Promise<Blob | undefined>;
  readonly json?: () => unknown;
}

type AnyStream = Partial<AsyncIterable<unknown>> & {
  readonly [K in "getReader" | "cancel" | "destroy" | "return"]?: () => unknown;
};

/**
 * Makes every reply readable that gives its text in some way: node-fetch's with a stream of Node's, React Native's
 * without a body, a test's with `json()` alone. One of the platform's stays as it is.
 */
export function adaptReply(given: Reply): Reply {
  // Safe, both: each member is looked for before it is used, which a text allows, too.
  const reply = given as AnyReply;
  const stream = reply.body as AnyStream | null | undefined;
  if ((typeof Response === "function" && given instanceof Response) || stream?.getReader) return given;

  const adapted = { isRounded: false };
  const createReader = (): object => {
    const pieces = stream?.[Symbol.asyncIterator]?.() ?? readAtOnce(reply, () => (adapted.isRounded = true));
    const reader = {
      read: () => pieces.next(),
      cancel: async () => void (await (stream?.cancel ?? stream?.destroy ?? stream?.return)?.call(stream)),
    };
    return { ...reader, getReader: () => reader };
  };
  return Object.assign(adapted, {
    status: reply.status,
    headers: reply.headers,
    body: createReader(),
  }) as unknown as Reply; // safe: this is the part of a reply that a client reads
}

async function* readAtOnce(reply: AnyReply, tellRounded: () => void): AsyncGenerator {
  const ways = [
    () => reply.body,
    () => reply.text?.(),
    () => reply.arrayBuffer?.(),
    async () => (await reply.blob?.())?.arrayBuffer(),
  ];
  for (const read of ways) {
    const whole = await read();
    if (typeof whole === "string") return yield toBytes(whole); // its size is that of its bytes
    if (hasBytes(whole)) return yield whole;
  }
  // Only a text keeps integers beyond 2^53 whole, so what was parsed elsewhere is the last resort.
  const parsed = await reply.json?.();
  if (parsed === undefined) throw new TypeError("the reply is not readable: no stream, text(), blob() or json()");
  yield JSON.stringify(parsed, (_key, value: unknown) => {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) tellRounded();
    return typeof value === "bigint" ? String(value) : value;
  });
}

function hasBytes(value: unknown): boolean {
  return typeof value === "object" && value !== null && "byteLength" in value;
}
