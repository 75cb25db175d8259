import type { OnEvent } from "./client-event.ts";

/** The channel of `node:diagnostics_channel` that every client publishes to, where there is one. */
export const eventChannel = "just-one:event";

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

/** Makes the function that hands events to `onEvent` and to the diagnostics channel. */
export function createEmit(onEvent: OnEvent | undefined): OnEvent {
  const channel = findChannel();
  return (event) => {
    try {
      if (channel?.hasSubscribers === true) channel.publish(event);
      onEvent?.(event);
    } catch {
      // See OnEvent.
    }
  };
}

// Asked of the process instead of imported, so that the package loads where there is no such module.
function findChannel(): Channel | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  const module = process?.getBuiltinModule?.("node:diagnostics_channel");
  // Safe: this is what Node, Bun and Deno document under that name.
  return (module as { channel(name: string): Channel } | undefined)?.channel(eventChannel);
}
