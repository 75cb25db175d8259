// The mock, as a consuming team's tests start it: prints its address, and ends with its input.
import { startMockServer } from "@just-one/testing";

const server = await startMockServer();
console.log(server.url);
process.stdin.resume().once("end", () => void server.close());
