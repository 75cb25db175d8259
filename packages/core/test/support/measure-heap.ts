import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
// Safe: the flag above defines it.
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes of the heap that are in use once all garbage is gone. */
export async function measureHeap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await new Promise((resolve) => void setImmediate(resolve)); // finalizers run between tasks
  }
  return process.memoryUsage().heapUsed;
}
