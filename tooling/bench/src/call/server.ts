import { createServer } from "node:net";

// The other side of the call benchmark, in its own process: always the same envelope, and no more of HTTP than the
// clients' requests need, so that it is they who are measured. `node:http` would take as long as the fastest of them.

const numbers = (count: number): object =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`metric_${at}`, { value: String(at * 7919), rank: at }]),
  );
const body = JSON.stringify({
  code: 0,
  message: null,
  data: numbers(20),
  recordTime: "2026-01-01 00:00:00",
  requestId: "0f8fad5b-d9cb-469f-a165-70867728950e",
});
const head = [
  "HTTP/1.1 200 OK",
  "content-type: application/json",
  `content-length: ${Buffer.byteLength(body)}`,
  "connection: keep-alive",
  "keep-alive: timeout=5",
];
const reply = Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
const endOfRequest = "\r\n\r\n"; // none has a body

const server = createServer((socket) => {
  let rest = "";
  socket.setNoDelay(true);
  socket.on("data", (chunk) => {
    const requests = (rest + chunk.toString("latin1")).split(endOfRequest);
    rest = requests.pop() ?? "";
    for (let count = requests.length; count > 0; count -= 1) socket.write(reply);
  });
  socket.on("error", () => socket.destroy()); // a client that has ended
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  process.send?.(address.port);
});
process.on("disconnect", () => process.exit());
