import type { CatalogParameter } from "@just-one/api";
import type { Middleware } from "openapi-fetch";
import { billOutcome } from "../call/bill-outcome.ts";
import { configFailure, type Failure, keepReply } from "../call/failure.ts";
import type { AttemptOutcome } from "../call/run-attempt.ts";
import { copyPlain } from "../copy-plain.ts";
import { emptyReply, type OpenapiFetch } from "./openapi-fetch-client.ts";
import { unsent } from "./unsent.ts";
import { type Judged, readReply, type Send, type WireOptions, type WireOutcome, type WireRequest } from "./wire.ts";

interface Way {
  readonly client: OpenapiFetch;
  readonly init: object;
  readonly list: readonly Middleware[];
  readonly send: Send;
  readonly options: WireOptions;
}

type WholeReply = Pick<Extract<WireOutcome, { type: "reply" }>, "httpStatus" | "headers" | "text">;
type Asked<Hook extends keyof Middleware> = Parameters<NonNullable<Middleware[Hook]>>[0];

export const hooks: readonly (keyof Middleware)[] = ["onRequest", "onResponse", "onError"];

/**
 * Sends one request through openapi-fetch's middleware. What came of the request itself decides what it cost, whatever a
 * middleware throws, answers or never ends; what was paid for and is not the result is the error's `data`. Each gets a
 * request and a reply that nobody has read, and of the request that it gives back only the headers go out.
 */
export async function runMiddleware(request: WireRequest, { client, init, list, send, options }: Way): Promise<Judged> {
  const { call, cut, judge, redact } = request;
  const { method, path } = call.entry;
  const { form } = call.request;
  // Texts, for an object may tell another story each time; the token comes behind the first.
  let url = "";
  let href = "";
  /** What a middleware did that it may not. */
  let fault: string | undefined;
  /** The hook that has been asked and has not answered yet. */
  let running: string | undefined;
  /** What came of the request; absent while nothing was sent. */
  let sent: AttemptOutcome | undefined;
  /** What the caller gets if nothing goes wrong any more, and the whole reply that it was judged by. */
  let outcome: AttemptOutcome | undefined;
  let reply: WholeReply | undefined;
  let httpStatus: number | undefined;

  const refuse = (what: string): never => {
    fault ??= `\`${running}\` ${what}`;
    throw new Error(fault);
  };
  const read = (given: Response): ReturnType<typeof readReply> => {
    const reading = readReply(given, cut, options);
    cut.takeSoFar = undefined; // what has come of it is not the vendor's
    return reading;
  };
  const answer = async (given: Response): Promise<Response> => {
    const came = await read(given);
    outcome = toUnsent(judge(came), running);
    ({ httpStatus } = came);
    if (came.type === "reply") reply = came;
    return new Response(null, { status: 204 }); // openapi-fetch shall not read it
  };
  /** The request that goes on: with the same URL, method and form, and one that can still be read. */
  const check = async (next: unknown): Promise<Request> => {
    if (!(next instanceof Request)) return refuse("returned no `Request` or `Response`");
    if (next.url !== href || next.method !== method) refuse("changed the URL or the method");
    for (const [name] of next.headers) if (ofTheWay.test(name)) refuse(`set the header \`${name}\``);
    if (form === undefined) return next;
    if (!next.bodyUsed) return (await next.clone().text()) === form ? next : refuse("changed the body");
    return new Request(url, { method, headers: next.headers, body: form, signal: cut.signal });
  };

  type Ask = (own: object) => unknown;
  const ours = {
    onRequest: async (asked: Asked<"onRequest">, ask: Ask): Promise<unknown> => {
      const given = await ask(asked);
      return given instanceof Response ? answer(given) : check(given || asked.request);
    },
    onError: async (asked: Asked<"onError">, ask: Ask): Promise<unknown> => {
      const given = await ask(asked);
      if (!(given instanceof Response)) return given instanceof Error ? given : undefined;
      if (sent && billOutcome(sent) !== "unbilled") refuse("answered what may have been paid for");
      sent = undefined;
      return answer(given);
    },
    onResponse: async (asked: Asked<"onResponse">, ask: Ask): Promise<void> => {
      if (!reply || !outcome) return;
      const response = toResponse(reply, redact);
      const given = await ask({ ...asked, response });
      if (!given || given === response) return;
      if (!(given instanceof Response)) return refuse("returned no `Response`");
      const { facts } = call;
      const next = await read(given);
      const own = judge(next);
      call.facts = facts; // they stay the vendor's
      if (findCode(own) !== findCode(outcome)) refuse("put another answer in place of the reply");
      if (next.type !== "reply") return;
      reply = next;
      outcome = outcome.unsent ? toUnsent(own, running) : own;
    },
  };
  const wrap = (one: Middleware, index: number): object => {
    const run = async (hook: keyof Middleware, asked: object): Promise<unknown> => {
      if (fault !== undefined || cut.signal.aborted) return undefined;
      running = `middleware[${index}].${hook}`;
      try {
        // Safe, both: each hook is asked what is its own.
        return await ours[hook](asked as never, (own) => one[hook]?.(limit(own) as never));
      } catch (error) {
        fault ??= `\`${running}\` failed (${redact(nameError(error))})`;
        throw error;
      } finally {
        running = undefined;
      }
    };
    return Object.fromEntries(hooks.flatMap((hook) => (one[hook] ? [[hook, run.bind(null, hook)]] : [])));
  };

  /** What openapi-fetch takes for `fetch`. */
  const fetch = async (last: Request): Promise<object> => {
    if (cut.signal.aborted) throw new Error("nobody waits for it any more");
    if (!unsent.has(options.fetch)) unsent.delete(cut.signal);
    // Data that a middleware would have changed is no result without that.
    cut.explain = list.some((one) => one.onResponse) ? keepSoFar : undefined;
    const own = Object.fromEntries([...last.headers].filter(([name]) => !ofTheWay.test(name)));
    const came = await send(request, url, own);
    cut.takeSoFar = undefined; // all of it is in, and what may hang now is a middleware
    cut.explain = (failure) => keepReply(failure, sent, running);
    outcome = sent = judge(came);
    ({ httpStatus } = came);
    // One that is whole counts, though the connection ended before it did.
    if (came.type === "reply" || (came.type === "broken" && findCode(outcome) !== undefined)) {
      const { headers, text = "" } = came;
      reply = { httpStatus: httpStatus ?? 200, headers, text };
    } else if (!outcome.ok) {
      throw outcome.failure.toError({ ...call.meta(), billing: billOutcome(outcome) });
    }
    return emptyReply;
  };
  const keepSoFar = (failure: Failure): Failure => {
    const soFar = cut.takeSoFar?.();
    const known = soFar && judge(soFar);
    return known && findCode(known) !== undefined ? keepReply(failure, known) : failure;
  };

  unsent.add(cut.signal);
  cut.explain = (failure) => keepReply({ ...failure, final: true }, undefined, running);
  try {
    await client.request(method, path, {
      ...init,
      params: { path: pickParameters(call, "path"), query: pickParameters(call, "query") },
      redirect: "manual",
      signal: cut.signal,
      Request: asClass((given, own) => {
        const made = new Request((url = given), own);
        href = made.url;
        return made;
      }),
      fetch,
      middleware: list.map(wrap),
    });
  } catch (error) {
    // All else is told already: this is a request that the platform does not take.
    if (!outcome) fault ??= redact(nameError(error));
  }
  if (fault !== undefined || !outcome) {
    const failure = configFailure(`${fault}`, false, sent && "failed");
    outcome = sent ? { ok: false, failure: keepReply(failure, sent) } : { ok: false, failure, unsent: true };
  }
  return { type: "judged", outcome, httpStatus };
}

/** What a hook gets: `options.fetch` would send with the token, and count nowhere. */
function limit(asked: { readonly options?: object }): object {
  return { ...asked, options: { ...asked.options, fetch: sendNothing } };
}

function sendNothing(): never {
  throw new Error("only the client sends");
}

/** Headers that say how and where to a request goes, or in what shape its reply comes: those are not a middleware's. */
const ofTheWay =
  /^(?:host|te|trailer|expect|upgrade|connection|keep-alive|content-length|.*-encoding|range|if-.*|proxy-.*)$/;

/** What openapi-fetch can write `new` before, and ask whether a middleware returned one of it. */
function asClass(create: (url: string, init: RequestInit) => Request): object {
  // Not an arrow function: only others can be constructed.
  const creator = function creator(url: string, init: RequestInit): Request {
    return create(url, init);
  };
  return Object.assign(creator, { prototype: Request.prototype });
}

/** Copied: a middleware may do with them what it likes. */
function pickParameters({ entry, parameters }: WireRequest["call"], place: CatalogParameter["in"]): object {
  const isThere = (name: string): boolean => entry.parameters.some((one) => one.in === place && one.name === name);
  return copyPlain(Object.fromEntries(Object.entries(parameters).filter(([name]) => isThere(name))));
}

/** An answer of a middleware's own, which cost nothing. */
function toUnsent(outcome: AttemptOutcome, hook: string | undefined): AttemptOutcome {
  if (outcome.ok) return { ...outcome, unsent: true };
  const { failure } = outcome;
  const toError: typeof failure.toError = (meta) => {
    const error = failure.toError(meta);
    if (failure.code === undefined) {
      error.message = `${meta.operation} was not sent, and what \`${hook}\` answered is no envelope`;
    }
    return error;
  };
  return { ok: false, unsent: true, failure: { ...failure, billing: "unbilled", toError } };
}

/** The vendor's code; absent where no envelope came. */
function findCode(outcome: AttemptOutcome): number | undefined {
  return outcome.ok ? 0 : outcome.failure.code;
}

/** A whole reply as a middleware may see it: its text in UTF-8, and without the token where it repeats it. */
function toResponse({ httpStatus, headers, text }: WholeReply, redact: WireRequest["redact"]): Response {
  const own = new Headers();
  try {
    // Safe: what cannot be listed throws.
    for (const [name, value] of headers as Headers) {
      if (!/^set-cookie|-(?:encoding|length)$/i.test(name)) own.set(name, redact(value) ?? "");
    }
  } catch {
    // Those of a stub may be anything.
  }
  own.set("content-type", "application/json"); // and no other charset
  // The others cannot have a body, or are no status at all.
  const status = httpStatus >= 200 && httpStatus < 600 && ![204, 205, 304].includes(httpStatus) ? httpStatus : 200;
  return new Response(redact(text), { status, headers: own });
}

function nameError(error: unknown): string {
  try {
    return String(error).slice(0, 200);
  } catch {
    return "it cannot be told";
  }
}
