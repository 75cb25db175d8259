import { type FaultServer, startFaultServer } from "@just-one/testing";

/** A vendor that keeps books, and lets nobody go whose creator's id begins with `slow` until it is told to. */
export interface Vendor {
  readonly server: FaultServer;
  /** How many wait. */
  readonly countWaiting: () => number;
  readonly letGo: () => void;
  /** Empty books, and nobody waits. */
  readonly reset: () => void;
}

export async function startVendor(): Promise<Vendor> {
  const waiting: (() => void)[] = [];
  const letGo = (): void => {
    for (const go of waiting.splice(0)) go();
  };
  const server = await startFaultServer({
    respond: async ({ params }) => {
      const id = String(params["oAuthorId"]);
      if (id.startsWith("slow")) await new Promise<void>((resolve) => waiting.push(resolve));
      return { id };
    },
  });
  return {
    server,
    countWaiting: () => waiting.length,
    letGo,
    reset: () => {
      letGo();
      server.reset();
    },
  };
}
