import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeHome, openTestServer, spread, token } from "./support/open-test-server.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
const exporter = new InMemorySpanExporter();
beforeAll(async () => {
  vendor = await startFaultServer();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
});
afterAll(async () => {
  await vendor.close();
  trace.disable();
  context.disable();
});

const traceId = "0af7651916cd43dd8448eb211c80319c";
const call = (oAuthorId: string): object => ({ operation: spread, params: { oAuthorId } });

test("a tool's call and its request are a part of the agent's trace, and tell no parameter and no token", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  await server.call("call_operation", call("secret-id"), { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
  await expect.poll(() => exporter.getFinishedSpans().length).toBe(3);
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name }) => name).toSorted()).toEqual(
    [spread, `call ${spread}`, "tools/call call_operation"].toSorted(),
  );
  expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  const tool = spans.find(({ name }) => name.startsWith("tools/call"));
  expect(tool?.parentSpanContext?.spanId).toBe("b7ad6b7169203331");
  const told = JSON.stringify(
    spans.map(({ name, attributes, status, events }) => ({ name, attributes, status, events })),
  );
  expect(told).not.toContain("secret-id");
  expect(told).not.toContain(token);
});

test.each(["", "nonsense", `00-${"0".repeat(32)}-b7ad6b7169203331-01`, `00-${traceId}-b7ad6b7169203331-01-more`])(
  "a traceparent that is none (%s) begins a trace of its own",
  async (traceparent) => {
    exporter.reset();
    using home = makeHome();
    await using server = openTestServer(vendor, home);
    await server.call("find_operations", { query: "spread" }, { traceparent });
    const [span] = exporter.getFinishedSpans();
    expect(span?.parentSpanContext).toBeUndefined();
  },
);
