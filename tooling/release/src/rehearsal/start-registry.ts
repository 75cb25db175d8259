import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runServer } from "verdaccio";

/** A registry of this process, with nothing in it at first. */
export interface Registry {
  readonly url: string;
  /** An .npmrc that sends this project's scope here and everything else where it always goes. */
  readonly npmrc: string;
  close(): Promise<void>;
}

/**
 * Starts a real registry on loopback that holds this project's scope only. It has no uplinks, so it can neither ask nor
 * tell anybody: a dependency comes from where the caller's npm is set to.
 */
export async function startRegistry(folder: string, publicRegistry: string): Promise<Registry> {
  await mkdir(folder, { recursive: true });
  const everyone = ["$all"];
  const config = {
    self_path: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: {},
    packages: { "@just-one/*": { access: everyone, publish: everyone } },
    max_body_size: "50mb",
    web: { enable: false },
    log: { type: "file", path: join(folder, "registry.log"), level: "warn" },
  };
  // Safe: verdaccio resolves to an express application, whose listen is node:http's; it declares `any`.
  const app = (await runServer(config)) as { listen(port: number, host: string): Server };
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // Safe: it listens on a port.
  return {
    url: `http://${host}/`,
    npmrc: [
      `registry=${publicRegistry}`,
      `@just-one:registry=http://${host}/`,
      `//${host}/:_authToken=marked-token-for-rehearsal`, // clients want one, this registry does not
      "",
    ].join("\n"),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
