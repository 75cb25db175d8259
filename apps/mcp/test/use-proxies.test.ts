import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { startFaultServer } from "@just-one/testing";
import { expect, test } from "vitest";
import { useProxies } from "../src/services/use-proxies.ts";

test("requests go through the environment's proxy where it names one, and past it where it says so", async () => {
  await using vendor = await startFaultServer();
  let passed = 0;
  const proxy = createServer((incoming, reply) => {
    passed += 1;
    request(incoming.url ?? "", (answer) => void answer.pipe(reply)).end();
  });
  // Whatever is tunnelled is refused: that it came here is all that counts.
  proxy.on("connect", (_incoming, socket) => {
    passed += 1;
    socket.end("HTTP/1.1 502 no\r\n\r\n");
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const ask = (): Promise<unknown> => fetch(`${vendor.url}/api/a/v1?token=t`).catch(() => undefined);
  try {
    (await useProxies({}))();
    await ask();
    expect(passed).toBe(0);
    const undo = await useProxies({ HTTP_PROXY: address });
    await ask();
    undo();
    expect(passed).toBe(1);
    const undoAgain = await useProxies({ HTTP_PROXY: address, NO_PROXY: "127.0.0.1" });
    await ask();
    undoAgain();
    expect(passed).toBe(1);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
