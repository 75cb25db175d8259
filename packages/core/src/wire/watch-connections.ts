import { unsent } from "./unsent.ts";

/** Returns what proves that nothing was sent, and adds what Node's built-in `fetch` and every undici tell from now on. */
export function watchConnections(): WeakSet<object> {
  // Safe: absent outside Node, and in the first versions of Node 22.
  const { process } = globalThis as { readonly process?: { getBuiltinModule?(id: string): Channels | undefined } };
  process?.getBuiltinModule?.("node:diagnostics_channel")?.subscribe("undici:client:connectError", (message) => {
    // Safe: undici's message. A destroyed pool gives the same error to requests that are under way.
    const { error } = message as { error?: { code?: unknown } };
    if (error?.code !== undefined && error.code !== "UND_ERR_DESTROYED") unsent.add(error);
  });
  return unsent;
}

/** Named here, since whoever compiles this may have no types of Node. */
interface Channels {
  subscribe(name: string, listener: (message: unknown) => void): void;
}
