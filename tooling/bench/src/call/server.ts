import { createServer } from "node:http";

// The other side of the call benchmark, in its own process: always the same envelope, as fast as node:http can.

const numbers = (count: number): object =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`metric_${at}`, { value: String(at * 7919), rank: at }]),
  );
const body = JSON.stringify({
  code: 0,
  message: null,
  data: numbers(20),
  recordTime: "2026-01-01 00:00:00",
  requestId: "benchmark",
});

const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  process.send?.(address.port);
});
process.on("disconnect", () => process.exit());
