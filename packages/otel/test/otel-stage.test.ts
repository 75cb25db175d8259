import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { inspect } from "node:util";
import { createPooledFetch } from "@just-one/core/node";
import { createOtelStage } from "@just-one/otel";
import { diag, DiagLogLevel, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { TracerProvider } from "@opentelemetry/sdk-trace";
import { expect, onTestFinished, test } from "vitest";
import { startTelemetry } from "./support/start-telemetry.ts";
import { createTestClient, markedToken, operation, startVendor } from "./support/start-vendor.ts";

test("a call is a span, and its request a client span under it", async () => {
  const telemetry = startTelemetry();
  const baseUrl = await startVendor();
  const client = createTestClient({ baseUrl, stages: [createOtelStage()] });
  await client.call(operation, { id: "1" }, { label: "report" });

  const [request, call, ...others] = telemetry.spans();
  expect(others).toEqual([]);
  expect(call).toMatchObject({ name: `call ${operation}`, kind: SpanKind.INTERNAL });
  expect(request).toMatchObject({ name: operation, kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET } });
  expect(request?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
  const known = {
    "http.request.method": "GET",
    "url.template": "/things/v1",
    "url.scheme": "http",
    "server.address": "127.0.0.1",
    "server.port": Number(new URL(baseUrl).port),
    "just_one.billing": "billed",
    "just_one.code": 0,
  };
  expect(request?.attributes).toEqual({ ...known, "http.response.status_code": 200 });
  expect(call?.attributes).toEqual({
    ...known,
    "just_one.cached": false,
    "just_one.attempts": 1,
    "just_one.call_id": expect.any(String),
    "just_one.label": "report",
    "just_one.request_id": "r-1",
  });
});

test("every attempt is a span of its own, numbered, and failed ones say why", async () => {
  const telemetry = startTelemetry();
  const baseUrl = await startVendor([200, 301], [429, 302], [200, 0]);
  const client = createTestClient({ baseUrl, stages: [createOtelStage()] });
  await client.call(operation, { id: "1" });

  const told = telemetry.spans().map(({ attributes, status }) => ({
    code: attributes["just_one.code"],
    resend: attributes["http.request.resend_count"],
    error: attributes["error.type"],
    status: status.code,
  }));
  const { ERROR, UNSET } = SpanStatusCode;
  expect(told).toEqual([
    { code: 301, resend: undefined, error: "ApiError", status: ERROR },
    { code: 302, resend: 1, error: "429", status: ERROR },
    { code: 0, resend: 2, error: undefined, status: UNSET },
    { code: 0, resend: undefined, error: undefined, status: UNSET },
  ]);
});

test("a request that gets no reply is told by the error's class", async () => {
  const telemetry = startTelemetry();
  const client = createTestClient({ baseUrl: await findClosedPort(), retry: false, stages: [createOtelStage()] });
  await client.try(operation, { id: "1" });
  const [request, call] = telemetry.spans();
  expect(request?.attributes).toMatchObject({ "error.type": "TransportError", "just_one.billing": "unbilled" });
  expect(request?.attributes).not.toHaveProperty("http.response.status_code");
  expect(call?.status).toMatchObject({
    code: SpanStatusCode.ERROR,
    message: expect.stringContaining("nothing billed"),
  });
});

test("a call that is not sent has no request span", async () => {
  const telemetry = startTelemetry();
  const client = createTestClient({
    baseUrl: await startVendor(),
    stages: [createOtelStage()],
    budget: { maxCalls: 0 },
  });
  await client.try(operation, { id: "1" });
  expect(telemetry.spans()).toMatchObject([{ name: `call ${operation}`, attributes: { "error.type": "BudgetError" } }]);
});

test("a request that a middleware answers itself has no span and no time, for none was made", async () => {
  const telemetry = startTelemetry();
  const client = createTestClient({
    baseUrl: await startVendor(),
    middleware: [{ onRequest: () => Response.json({ code: 0, data: {} }) }],
    stages: [createOtelStage()],
  });
  await client.call(operation, { id: "1" });
  expect(telemetry.spans()).toMatchObject([
    { name: `call ${operation}`, attributes: { "just_one.billing": "unbilled", "just_one.attempts": 1 } },
  ]);
});

test("a call from the cache says so and has no request span", async () => {
  const telemetry = startTelemetry();
  const baseUrl = await startVendor();
  const client = createTestClient({ baseUrl, stages: [createOtelStage()], cache: { ttlMs: 60_000 } });
  await client.call(operation, { id: "1" });
  await client.call(operation, { id: "1" });
  expect(telemetry.spans().map(({ name }) => name)).toEqual([operation, `call ${operation}`, `call ${operation}`]);
  expect(telemetry.spans().at(-1)?.attributes).toMatchObject({ "just_one.cached": true, "just_one.attempts": 0 });
});

test("the span under which a call is made is its parent, also for calls at the same time", async () => {
  const telemetry = startTelemetry();
  const client = createTestClient({ baseUrl: await startVendor(), stages: [createOtelStage()] });
  const tracer = trace.getTracer("application");
  const work = (id: string): Promise<void> =>
    tracer.startActiveSpan(id, async (span) => {
      await client.call(operation, { id });
      span.end();
    });
  await Promise.all(["a", "b", "c"].map(work));
  const parents = new Map(telemetry.spans().map((span) => [span.spanContext().spanId, span]));
  const chains = telemetry
    .spans()
    .filter(({ kind }) => kind === SpanKind.CLIENT)
    .map((request) => {
      const call = parents.get(request.parentSpanContext?.spanId ?? "");
      return `${call?.name} under ${parents.get(call?.parentSpanContext?.spanId ?? "")?.name}`;
    });
  expect(new Set(chains)).toEqual(new Set(["a", "b", "c"].map((id) => `call ${operation} under ${id}`)));
});

test("a request's span starts when it is sent, not while it waits for the rate limit", async () => {
  const telemetry = startTelemetry();
  const baseUrl = await startVendor();
  const client = createTestClient({ baseUrl, stages: [createOtelStage()], rateLimiter: { concurrency: 1 } });
  await Promise.all(["1", "2"].map((id) => client.call(operation, { id })));
  const requests = telemetry.spans().filter(({ kind }) => kind === SpanKind.CLIENT);
  const [one, two] = requests.map(({ startTime, endTime }) => [toMs(startTime), toMs(endTime)]);
  expect(two?.[0]).toBeGreaterThanOrEqual(Math.floor(one?.[1] ?? Infinity));
});

test("metrics count requests by status and calls by billing, without many series", async () => {
  const telemetry = startTelemetry();
  const baseUrl = await startVendor([429, 302], [200, 0], [200, 0], [400, 400]);
  const client = createTestClient({ baseUrl, stages: [createOtelStage()] });
  for (const id of ["1", "2", "3"]) await client.try(operation, { id }, { label: id });
  const request = {
    "http.request.method": "GET",
    "url.template": "/things/v1",
    "url.scheme": "http",
    "server.address": "127.0.0.1",
    "server.port": Number(new URL(baseUrl).port),
  };
  const call = { "http.request.method": "GET", "url.template": "/things/v1", "just_one.cached": false };
  const name = "http.client.request.duration";
  const calls = "just_one.client.calls";
  expect(await telemetry.series()).toEqual([
    { name, attributes: { ...request, "http.response.status_code": 429, "error.type": "429" }, count: 1 },
    { name, attributes: { ...request, "http.response.status_code": 200 }, count: 2 },
    { name, attributes: { ...request, "http.response.status_code": 400, "error.type": "400" }, count: 1 },
    { name: calls, attributes: { ...call, "just_one.billing": "billed", "just_one.code": 0 }, count: 2 },
    {
      name: calls,
      attributes: { ...call, "just_one.billing": "unbilled", "just_one.code": 400, "error.type": "400" },
      count: 1,
    },
  ]);
});

test("without the stage, an instrumentation of undici records the token: what the next tests guard against", async () => {
  const telemetry = startTelemetry();
  await createTestClient({ baseUrl: await startVendor() }).call(operation, { id: "1" });
  expect(print(telemetry.spans())).toContain(markedToken);
});

test.each([
  ["the built-in fetch", () => fetch],
  ["the pooled fetch", openPool],
] as const)("no span or metric over %s holds the token, a URL or a parameter", async (_name, open) => {
  const telemetry = startTelemetry();
  const baseUrl = await startVendor([200, 0], [200, 301], [200, 100]);
  const client = createTestClient({ baseUrl, fetch: await open(), stages: [createOtelStage()] });
  await trace.getTracer("application").startActiveSpan("work", async (span) => {
    await client.call(operation, { id: "marked-parameter" });
    await client.try(operation, { id: "marked-parameter-2" });
    span.end();
  });

  const printed = print([telemetry.spans(), await telemetry.series()]);
  expect(printed).toContain("/things/v1");
  for (const secret of [markedToken, "marked-parameter", "url.full", "token="]) expect(printed).not.toContain(secret);
  expect(new Set(telemetry.spans().map(({ instrumentationScope }) => instrumentationScope.name))).toEqual(
    new Set(["application", "@just-one/otel"]),
  );
});

test("the instrumentation goes on with everybody else's requests", async () => {
  const telemetry = startTelemetry();
  const baseUrl = await startVendor();
  const client = createTestClient({ baseUrl, stages: [createOtelStage()] });
  await client.call(operation, { id: "1" });
  await (await fetch(`${baseUrl}/other`)).text();
  expect(telemetry.spans().at(-1)?.attributes["url.full"]).toBe(`${baseUrl}/other`);
});

test("an exporter that throws does not cost the answer", async () => {
  startTelemetry();
  const lost: string[] = [];
  listenToDiagnostics((message) => lost.push(message));
  const processor = { onStart: () => undefined, onEnd: fail, forceFlush: fail, shutdown: fail };
  const tracerProvider = new TracerProvider({ spanProcessors: [processor] });
  const client = createTestClient({ baseUrl: await startVendor(), stages: [createOtelStage({ tracerProvider })] });
  const { data } = await client.call(operation, { id: "1" });
  expect(data).toEqual({ name: "n" });
  expect(lost).toContain("@just-one/otel: a span or metric was lost");
});

test("it says once when nothing can keep other instrumentations from recording URLs", async () => {
  const warnings: string[] = [];
  listenToDiagnostics((message) => warnings.push(message));
  const client = createTestClient({ baseUrl: await startVendor(), stages: [createOtelStage()] });
  await client.call(operation, { id: "1" });
  await client.call(operation, { id: "2" });
  expect(warnings).toEqual([expect.stringContaining("without a context manager")]);
});

function fail(): never {
  throw new Error("exporter is broken");
}

function ignore(): void {
  // Nothing of it is looked at.
}

async function findClosedPort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  // Safe: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

async function openPool(): Promise<typeof fetch> {
  const pooled = await createPooledFetch();
  onTestFinished(() => pooled.close());
  return pooled;
}

function listenToDiagnostics(tell: (message: string) => void): void {
  const logger = { error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  onTestFinished(() => diag.disable());
}

function print(value: unknown): string {
  return inspect(value, { depth: Infinity, showHidden: true });
}

function toMs([seconds, nanoseconds]: readonly [number, number]): number {
  return seconds * 1000 + nanoseconds / 1e6;
}
