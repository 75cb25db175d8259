// A program: has servers in every state, closes them, and ends only if nothing of them is left.
import { startFaultServer, startMockServer } from "@just-one/testing";

const mock = await startMockServer();
const fault = await startFaultServer();
fault.enqueue(["hang", "drip", "stall", "huge-body"]);
const asked = ["1", "2", "3", "4"].map((id) =>
  fetch(`${fault.url}/a/v1?id=${id}`)
    .then(
      (reply) => reply.text(),
      () => "ended",
    )
    .catch(() => "ended"),
);
await fetch(`${mock.url}/nowhere`);
await fetch(`${fault.url}/b/v1`);
await Promise.all([mock.close(), fault.close()]);
await Promise.all(asked);
process.stdout.write("closed\n");
