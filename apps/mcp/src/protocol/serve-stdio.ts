import type { Transport } from "@modelcontextprotocol/server";
import { serveStdio as serve } from "@modelcontextprotocol/server/stdio";
import { createFactory, type LocalCaller } from "./create-factory.ts";
import type { Surface } from "./surface.ts";

/** Serves the process's own standard streams, or another transport of that kind, in the era that the client opens with. */
export function serveStdio(surface: Surface, local: LocalCaller, transport?: Transport): { close(): Promise<void> } {
  return serve(createFactory(surface, local), transport === undefined ? {} : { transport });
}
