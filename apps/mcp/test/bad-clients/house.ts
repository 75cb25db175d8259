import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { serveStdio } from "../../src/protocol/serve-stdio.ts";
import type { Surface } from "../../src/protocol/surface.ts";
import { openTestServer } from "../support/open-test-server.ts";
import { serveHere } from "../support/serve-here.ts";

export type Era = "legacy" | "modern";

/** One process of a server, or what stands for one. */
export interface Instance {
  connect(): Promise<Client>;
  /** Ends it as its host would: it may finish what is under way. */
  close(): Promise<void>;
}

/** Somewhere that instances share what they remember. */
export interface House {
  open(args?: readonly string[]): Promise<Instance>;
}

interface Place {
  readonly home: { readonly path: string };
  readonly vendor: { readonly url: string };
  readonly era: Era;
}

/** Our server over the transport of stdio, both ends in this process. */
export function createStdioHouse({ home, vendor, era }: Place): House {
  return createHouse(era, (args) => {
    const { surface, services } = openTestServer(vendor, home, args);
    return { surface, close: () => services.close(5000) };
  });
}

/** Any tools over the same transport. */
export function createHouse(
  era: Era,
  open: (args: readonly string[]) => { readonly surface: Surface; close(): Promise<void> },
): House {
  return {
    open: async (args = []) => {
      const server = open(args);
      const handles: { close(): Promise<void> }[] = [];
      return {
        connect: async () => {
          const [near, far] = InMemoryTransport.createLinkedPair();
          handles.push(serveStdio(server.surface, { principal: "ann" }, far));
          const client = createClient(era);
          await client.connect(near);
          return client;
        },
        close: async () => {
          await Promise.all(handles.map((handle) => handle.close()));
          await server.close();
        },
      };
    },
  };
}

/** Our server over HTTP, on a free port of this machine. */
export function createHttpHouse({ home, vendor, era }: Place): House {
  return {
    open: async (args = []) => {
      const served = await serveHere(home, args, vendor);
      return {
        connect: async () => {
          const client = createClient(era);
          await client.connect(new StreamableHTTPClientTransport(new URL(served.url)));
          return client;
        },
        close: async () => {
          await served[Symbol.asyncDispose]();
        },
      };
    },
  };
}

function createClient(era: Era): Client {
  const mode = era === "legacy" ? "legacy" : { pin: "2026-07-28" };
  return new Client({ name: "bad", version: "1" }, { versionNegotiation: { mode } });
}
