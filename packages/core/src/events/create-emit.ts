import type { ClientEvent, OnEvent } from "./client-event.ts";

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
    if (channel?.hasSubscribers === true) channel.publish(event);
    if (onEvent !== undefined) tell(onEvent, event);
  };
}

/** Swallows what an observer throws, also later: an async function passes for an `OnEvent`. */
function tell(onEvent: (event: ClientEvent) => unknown, event: ClientEvent): void {
  try {
    const promise = onEvent(event);
    if (promise instanceof Promise) promise.catch(() => undefined);
  } catch {
    // See OnEvent.
  }
}

// Asked of the process instead of imported, so that the package loads where there is no such module.
function findChannel(): Channel | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  const module = process?.getBuiltinModule?.("node:diagnostics_channel");
  // Safe: this is what Node, Bun and Deno document under that name.
  return (module as { channel(name: string): Channel } | undefined)?.channel(eventChannel);
}
