import http from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@just-one/core";
import { createOtelStage } from "@just-one/otel";
import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

// Stands in for the vendor, so that this runs without network and token.
const server = http.createServer((_request, response) => response.end('{"code":0,"data":{}}'));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

// Your application's set-up does this; `@opentelemetry/sdk-node` in one step.
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
const exporter = new InMemorySpanExporter();
const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });

const client = createClient({
  token: "marked-token-for-examples",
  baseUrl,
  stages: [createOtelStage({ tracerProvider })],
});
await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
  oAuthorId: "7000000000000000000",
});

for (const span of exporter.getFinishedSpans()) {
  console.log(span.name, span.attributes["http.response.status_code"] ?? "", span.attributes["just_one.billing"]);
}
server.close();
