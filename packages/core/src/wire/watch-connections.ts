import { findChannels } from "../events/find-channels.ts";
import { unsent } from "./unsent.ts";

/** Returns what proves that nothing was sent, and adds what Node's built-in `fetch` and every undici tell from now on. */
export function watchConnections(): WeakSet<object> {
  findChannels()?.subscribe("undici:client:connectError", (message) => {
    // Safe: undici's message. A destroyed pool gives the same error to requests that are under way.
    const { error } = message as { error?: { code?: unknown } };
    if (error?.code !== undefined && error.code !== "UND_ERR_DESTROYED") unsent.add(error);
  });
  return unsent;
}
