import type http from "node:http";
import { createServer, type Socket } from "node:net";
import type { CallOptions, ClientOptions, JustOneError } from "@just-one/core";
import { businessCodes } from "@just-one/core";
import { listSpellings } from "./find-secret.ts";
import { startServer, startSocketServer } from "./start-server.ts";

/** One way in which a call fails, and what the caller must be told of it. */
export interface FailureCase {
  readonly name: string;
  /** Sets the scene; whatever can repeat the token does. */
  readonly arrange: (token: string) => Arranged | Promise<Arranged>;
  readonly expected: Partial<Record<keyof JustOneError | "code" | "phase" | "reason" | "scope", unknown>>;
  /** The reply's status; absent when none came. */
  readonly httpStatus?: number;
  /** Requests that were sent. @default 1 */
  readonly attempts?: number;
}

export interface Arranged extends Partial<Omit<ClientOptions, "catalog">> {
  readonly callOptions?: CallOptions;
  readonly operation?: string;
  readonly parameters?: object;
}

/** Every way to fail that the tests know: the one table behind the tests of outcomes and of secrets. */
export const failures: readonly FailureCase[] = [
  ...listBusinessCodes(),
  answer("a code that is in no table", { code: 777 }, { kind: "api", code: 777, billing: "unknown" }),
  answer("a negative code", { code: -1 }, { kind: "api", code: -1, billing: "unknown" }),
  answer("a code as text", { code: "600" }, { kind: "api", code: 600, billing: "unbilled" }, 403),
  reply("an empty 500", 500, "", { reason: "not-json" }),
  reply("an empty 200", 200, "", { reason: "not-json" }),
  reply("a page with status 200", 200, "<html>{{token}}</html>", { reason: "not-json" }),
  reply("a gateway's page with status 502", 502, "<html>{{token}}</html>", { reason: "not-json" }),
  reply("garbage", 200, "\u0000\uFFFE{{token}}", { reason: "not-json" }),
  reply("JSON that ends too early", 200, '{"code":0,"data":{"a":"{{token}}"', { reason: "not-json" }),
  reply("a code beyond 2^53", 200, '{"code":9007199254740993,"message":"{{token}}"}', { reason: "no-envelope" }),
  reply("an envelope without code", 200, '{"data":{},"message":"{{token}}"}', { reason: "no-envelope" }),
  reply("an envelope whose code is no number", 200, '{"code":"{{token}}"}', { reason: "no-envelope" }),
  reply("an envelope whose code is a fraction", 200, '{"code":0.5}', { reason: "no-envelope" }),
  reply("an envelope whose code is null", 200, '{"code":null}', { reason: "no-envelope" }),
  reply("an envelope whose code is inherited", 200, '{"__proto__":{"code":0}}', { reason: "no-envelope" }),
  reply("a list", 200, '[{"code":0}]', { reason: "no-envelope" }),
  reply("null", 200, "null", { reason: "no-envelope" }),
  reply("a text", 200, '"{{token}}"', { reason: "no-envelope" }),
  reply("a reply without a body", 204, "", { reason: "not-json" }),
  ...[300, 301, 302, 303, 307, 308].map((status) => redirect(status)),
  {
    name: "a body that says that it is too large",
    arrange: (token) => serveBody(token, { "content-length": "2000" }, "x".repeat(2000)),
    expected: { kind: "protocol", reason: "too-large", billing: "unknown" },
    httpStatus: 200,
  },
  {
    name: "a body that turns out too large",
    arrange: (token) => serveBody(token, {}, "x".repeat(2000)),
    expected: { kind: "protocol", reason: "too-large", billing: "unknown" },
    httpStatus: 200,
  },
  onSocket("a reset before any reply", "sent", (socket) => socket.resetAndDestroy()),
  onSocket("an end before any reply", "sent", (socket) => socket.end()),
  onSocket("a reset within the head", "sent", (socket) =>
    socket.write("HTTP/1.1 200 OK\r\nx-a", () => socket.resetAndDestroy()),
  ),
  onSocket("something else than HTTP", "sent", (socket, token) => socket.end(`220 ${token} ESMTP\r\n\r\n`)),
  onSocket("a body cut off before its length", "body", (socket, token) =>
    socket.end(`HTTP/1.1 200 OK\r\nx-token: ${token}\r\ncontent-length: 1000\r\n\r\n{"code":0,`),
  ),
  onSocket("a chunked body cut off", "body", (socket, token) =>
    socket.end(`HTTP/1.1 200 OK\r\nx-token: ${token}\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"cod\r\n`),
  ),
  onSocket("a body reset within a chunk", "body", (socket) =>
    socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n50\r\n{", () =>
      setImmediate(() => socket.resetAndDestroy()),
    ),
  ),
  {
    name: "a body that is no gzip though it says so",
    arrange: (token) => serveBody(token, { "content-encoding": "gzip" }, token),
    expected: { kind: "transport", phase: "body", billing: "unknown" },
    httpStatus: 200,
  },
  {
    name: "a port where nobody listens",
    arrange: async () => ({ baseUrl: await findClosedPort() }),
    expected: { kind: "transport", phase: "connect", billing: "unbilled", retryable: true },
    attempts: 3,
  },
  {
    name: "a server that does not speak TLS",
    arrange: async () => ({ baseUrl: (await startServer(() => undefined)).replace("http:", "https:") }),
    expected: { kind: "transport", phase: "connect", billing: "unbilled", retryable: true },
    attempts: 3,
  },
  ...["ENOTFOUND", "EAI_AGAIN", "DEPTH_ZERO_SELF_SIGNED_CERT", "UND_ERR_CONNECT_TIMEOUT"].map((code) =>
    thrown(`a connection that fails with ${code}`, (url) => nestError(url, { code }), {
      expected: { phase: "connect", billing: "unbilled", retryable: true },
      attempts: 3,
    }),
  ),
  thrown("a fetch whose error tells the URL everywhere", (url) =>
    Object.assign(
      new TypeError(`fetch failed: ${url}`, { cause: Object.assign(new Error(url), { url, [Symbol("url")]: url }) }),
      {
        url,
        code: "ECONNRESET",
      },
    ),
  ),
  thrown(
    "a connection that times out while connecting",
    (url) => nestError(url, { code: "ETIMEDOUT", syscall: "connect" }),
    {
      expected: { phase: "connect", billing: "unbilled", retryable: true },
      attempts: 3,
    },
  ),
  thrown("a connection that times out later", (url) => nestError(url, { code: "ETIMEDOUT", syscall: "read" })),
  thrown(
    "a connection of which one address was refused and another reset",
    (url) =>
      new TypeError("fetch failed", {
        cause: new AggregateError(
          ["ECONNREFUSED", "ECONNRESET"].map((code) => Object.assign(new Error(url), { code })),
          url,
        ),
      }),
  ),
  thrown("a fetch whose error has a number for a code", (url) => Object.assign(new Error(url), { code: 20 })),
  thrown("a fetch whose error has the URL for a code", (url) => Object.assign(new Error(url), { code: url })),
  thrown("a fetch that cannot parse the URL", (url) => new TypeError(`Failed to parse URL from ${url}`)),
  thrown("a fetch that throws the URL itself", (url) => url),
  thrown("a fetch that throws nothing", () => undefined),
  thrown("a fetch whose error is its own cause", (url) => {
    const error = new Error(url);
    error.cause = error;
    return error;
  }),
  thrown(
    "a fetch whose error has no readable members",
    (url) =>
      new Proxy(new Error(url), {
        has: () => {
          throw new Error(url);
        },
        get: () => {
          throw new Error(url);
        },
      }),
  ),
  {
    name: "a fetch that returns no response",
    arrange: () => ({ fetch: (() => Promise.resolve(undefined)) as unknown as typeof fetch }),
    expected: { kind: "transport", phase: "sent", billing: "unknown" },
  },
  {
    name: "a fetch whose body fails with the URL",
    arrange: () => ({
      fetch: (url) =>
        Promise.resolve(
          new Response(
            new ReadableStream({
              pull: () => {
                throw new Error(toText(url));
              },
            }),
          ),
        ),
    }),
    expected: { kind: "transport", phase: "body", billing: "unknown" },
    httpStatus: 200,
  },
  {
    name: "a server that never answers",
    arrange: async () => ({ baseUrl: await startServer(() => undefined), timeoutMs: 30 }),
    expected: { kind: "timeout", scope: "attempt", billing: "unknown" },
  },
  {
    name: "a server that never answers, and a deadline",
    arrange: async () => ({ baseUrl: await startServer(() => undefined), deadlineMs: 100 }),
    expected: { kind: "timeout", scope: "deadline", billing: "unknown" },
  },
  {
    name: "a caller that gives up",
    arrange: async (token) => {
      const controller = new AbortController();
      const baseUrl = await startServer((request) => controller.abort(new Error(`${request.url} ${token}`)));
      return { baseUrl, callOptions: { signal: controller.signal } };
    },
    expected: { kind: "aborted", billing: "unknown" },
  },
  {
    name: "a caller that had given up before",
    arrange: (token) => ({ callOptions: { signal: AbortSignal.abort(new Error(token)) } }),
    expected: { kind: "aborted", billing: "unbilled" },
    attempts: 0,
  },
  {
    name: "a token function that fails with the token",
    arrange: (token) => ({
      token: () => Promise.reject(Object.assign(new Error(`vault said ${token}`), { token })),
    }),
    expected: { kind: "config", billing: "unbilled" },
    attempts: 0,
  },
  {
    name: "a token function that returns the token with a line break",
    arrange: (token) => ({ token: () => `${token}\n` }),
    expected: { kind: "config", billing: "unbilled" },
    attempts: 0,
  },
  {
    name: "a token function that returns something else",
    arrange: (token) => ({ token: (() => ({ token })) as unknown as () => string }),
    expected: { kind: "config", billing: "unbilled" },
    attempts: 0,
  },
  {
    name: "a parameter that the operation does not have",
    arrange: (token) => ({ parameters: { id: token, nothing: token } }),
    expected: { kind: "validation", billing: "unbilled" },
    attempts: 0,
  },
  {
    name: "the token among the parameters",
    arrange: (token) => ({ parameters: { id: "1", token } }),
    expected: { kind: "validation", billing: "unbilled" },
    attempts: 0,
  },
  {
    name: "a value that is not allowed",
    arrange: (token) => ({ parameters: { id: "1", kind: token, page: token } }),
    expected: { kind: "validation", billing: "unbilled" },
    attempts: 0,
  },
  {
    name: "a whole URL instead of an operation",
    arrange: (token) => ({ operation: `GET https://api.justoneapi.com/things/v1?token=${encodeURIComponent(token)}` }),
    expected: { kind: "config", billing: "unbilled" },
    attempts: 0,
  },
];

function listBusinessCodes(): FailureCase[] {
  return Object.entries(businessCodes)
    .filter(([code]) => code !== "0")
    .map(([code, row]) =>
      answer(
        `code ${code}`,
        { code: Number(code) },
        { kind: "api", code: Number(code), billing: row.billing, retryable: row.retry !== undefined },
        row.httpStatus ?? 200,
        row.retry?.maxAttempts ?? 1,
      ),
    );
}

/** An envelope that repeats the token in all its texts. */
function answer(
  name: string,
  members: object,
  expected: FailureCase["expected"],
  httpStatus = 200,
  attempts = 1,
): FailureCase {
  return {
    name,
    arrange: async (token) => {
      const spellings = listSpellings(token).join(" ");
      const body = JSON.stringify({
        message: spellings,
        recordTime: spellings,
        requestId: spellings,
        data: spellings,
        ...members,
      });
      return { baseUrl: await startServer((_request, response) => response.writeHead(httpStatus).end(body)) };
    },
    expected,
    httpStatus,
    attempts,
  };
}

/** A body that is no envelope. */
function reply(name: string, httpStatus: number, body: string, expected: FailureCase["expected"]): FailureCase {
  return {
    name,
    arrange: async (token) => ({
      baseUrl: await startServer((_request, response) =>
        response.writeHead(httpStatus).end(body.replaceAll("{{token}}", JSON.stringify(token).slice(1, -1))),
      ),
    }),
    expected: { kind: "protocol", billing: "unknown", ...expected },
    httpStatus,
  };
}

/** A redirect to another host, which fails the test when it is followed. */
function redirect(httpStatus: number): FailureCase {
  return {
    name: `a redirect with status ${httpStatus}`,
    arrange: async () => {
      const elsewhere = await startServer((_request, response) => response.end('{"code":0,"data":"followed"}'));
      const baseUrl = await startServer((request, response) =>
        response.writeHead(httpStatus, { location: `${elsewhere}${request.url}` }).end("moved"),
      );
      return { baseUrl };
    },
    expected: { kind: "protocol", reason: "redirect", billing: "unknown" },
    httpStatus,
  };
}

async function serveBody(token: string, headers: http.OutgoingHttpHeaders, body: string): Promise<Arranged> {
  const baseUrl = await startServer((_request, response) => {
    response.writeHead(200, { "x-token": encodeURIComponent(token), ...headers });
    response.write(body.slice(0, 1000));
    response.end(body.slice(1000));
  });
  return { baseUrl, maxResponseBytes: 1500 };
}

/** What a server does to a connection once it has the request. */
function onSocket(name: string, phase: "sent" | "body", act: (socket: Socket, token: string) => void): FailureCase {
  return {
    name,
    arrange: async (token) => ({
      baseUrl: await startSocketServer((socket) => socket.once("data", () => act(socket, encodeURIComponent(token)))),
    }),
    expected: { kind: "transport", phase, billing: "unknown" },
    ...(phase === "body" ? { httpStatus: 200 } : {}),
  };
}

/** What `fetch` throws, given the URL. */
function thrown(
  name: string,
  create: (url: string) => unknown,
  change: Pick<FailureCase, "attempts"> & { expected?: FailureCase["expected"] } = {},
): FailureCase {
  return {
    name,
    arrange: () => ({
      fetch: async (url) => {
        throw create(toText(url));
      },
    }),
    expected: { kind: "transport", phase: "sent", billing: "unknown", ...change.expected },
    attempts: change.attempts ?? 1,
  };
}

function nestError(url: string, members: object): Error {
  const inner = Object.assign(new Error(`connect ${url}`), members);
  return new TypeError("fetch failed", { cause: new AggregateError([inner, inner], url) });
}

function toText(url: unknown): string {
  return typeof url === "string" ? url : "";
}

/** A loopback port that was free a moment ago. */
async function findClosedPort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}
