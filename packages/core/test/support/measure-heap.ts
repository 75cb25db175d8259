import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
// Safe: the flag above defines it.
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes of the heap that are in use once all garbage is gone: collects until nothing more is found for some rounds. */
export async function measureHeap(): Promise<number> {
  let least = Infinity;
  for (let idle = 0; idle < 8; idle += 1) {
    collectGarbage();
    await new Promise((resolve) => void setTimeout(resolve, 10)); // finalizers run between tasks
    const used = process.memoryUsage().heapUsed;
    if (used < least - 50_000) idle = 0;
    least = Math.min(least, used);
  }
  return least;
}
