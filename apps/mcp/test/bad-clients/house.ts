import type { TestDatabase } from "@just-one/postgres-server";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { serveStdio } from "../../src/protocol/serve-stdio.ts";
import type { Surface } from "../../src/protocol/surface.ts";
import { createHttpHandler } from "../../src/protocol/create-http-handler.ts";
import { createAuthenticate } from "../../src/serve/authenticate.ts";
import { createHttpApp } from "../../src/serve/create-http-app.ts";
import { readHttpSettings } from "../../src/serve/http-settings.ts";
import { startHttpServer } from "../../src/serve/start-http-server.ts";
import { httpOptions } from "../../src/settings/option-rows.ts";
import { parseOptions } from "../../src/settings/parse-options.ts";
import { readUser } from "../../src/settings/read-user.ts";
import { openTestServer } from "../support/open-test-server.ts";
import { type Served, serveHere } from "../support/serve-here.ts";
import type { Death } from "./death.ts";
import { openRigged, type RiggedOptions } from "./open-rigged.ts";

export type Era = "legacy" | "modern";

/** One process of a server, or what stands for one. */
export interface Instance {
  connect(): Promise<Client>;
  /** Ends it as its host would: it may finish what is under way. */
  close(): Promise<void>;
}

/** Somewhere that instances share what they remember. */
export interface House {
  /** @param death its connections break when it dies */
  open(args?: readonly string[], death?: Death): Promise<Instance>;
}

interface Place {
  readonly home: { readonly path: string };
  readonly vendor: { readonly url: string };
  readonly era: Era;
  /** A database that instances share, instead of files of their home. */
  readonly database?: TestDatabase | undefined;
}

/** How an instance is told of the database, and its password. */
function tellDatabase({ database }: Pick<Place, "database">): Pick<RiggedOptions, "args" | "more"> {
  if (database === undefined) return { args: [] };
  return { args: ["--database", database.url], more: { PGPASSWORD: database.password } };
}

/** Our server over the transport of stdio, both ends in this process. */
export function createStdioHouse({ home, vendor, era }: Place): House {
  return createHouse(era, (args, death) => {
    if (death !== undefined) return openRigged({ home, vendor, args, death });
    const { surface, services } = openTestServer(vendor, home, args);
    return { surface, close: () => services.close(5000) };
  });
}

/** Any tools over the same transport. */
export function createHouse(
  era: Era,
  open: (args: readonly string[], death?: Death) => { readonly surface: Surface; close(): Promise<void> },
): House {
  return {
    open: async (args = [], death) => {
      const server = open(args, death);
      const handles: { close(): Promise<void> }[] = [];
      return {
        connect: async () => {
          const [near, far] = InMemoryTransport.createLinkedPair();
          void death?.happened.then(() => near.close());
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
export function createHttpHouse({ home, vendor, era, database }: Place): House {
  const { args: shared, more } = tellDatabase({ database });
  return {
    open: async (own = [], death) => {
      const args = [...shared, ...own];
      const served =
        death === undefined
          ? await serveHere(home, args, vendor, more)
          : await serveDoomed(death, { home, vendor, args, more });
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

/** What `serve` joins, but for an end in good order. */
async function serveDoomed(
  death: Death,
  options: Omit<RiggedOptions, "death">,
): Promise<Pick<Served, "url" | typeof Symbol.asyncDispose>> {
  const { surface, close } = openRigged({ ...options, death });
  const handler = createHttpHandler(surface);
  const settings = readHttpSettings(parseOptions(["--port", "0"], httpOptions));
  const authenticate = createAuthenticate({ isLoopback: settings.isLoopback, localUser: readUser() });
  const app = createHttpApp({ settings, authenticate, serve: (request, caller) => handler.fetch(request, caller) });
  const server = await startHttpServer(app, settings);
  const ended = death.happened.then(() => server.close(0));
  return {
    url: `${server.url}/mcp`,
    [Symbol.asyncDispose]: async () => {
      death.die();
      await ended;
      await close();
    },
  };
}

function createClient(era: Era): Client {
  const mode = era === "legacy" ? "legacy" : { pin: "2026-07-28" };
  return new Client({ name: "bad", version: "1" }, { versionNegotiation: { mode } });
}
