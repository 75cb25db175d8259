/** What is used of `node:diagnostics_channel`; named here, since whoever compiles this may have no types of Node. */
export interface Channels {
  channel(name: string): Channel;
  subscribe(name: string, listener: (message: unknown) => void): void;
}

/** A channel of events. */
export interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

/**
 * Finds Node's diagnostics channels, which Bun and Deno have, too. The process is asked instead of the module imported, so
 * that the package loads where there is none; one that only looks like Node's, as in Next.js's Edge runtime, throws.
 */
export function findChannels(): Channels | undefined {
  try {
    // Safe: absent outside Node, and in the first versions of Node 22.
    const { process } = globalThis as { readonly process?: { getBuiltinModule?(id: string): Channels | undefined } };
    return process?.getBuiltinModule?.("node:diagnostics_channel");
  } catch {
    return undefined;
  }
}
