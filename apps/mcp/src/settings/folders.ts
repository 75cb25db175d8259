import { join } from "node:path";
import { findUserFolder } from "@just-one/user-folders";

/** The process's variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where Node keeps what it has compiled of this command. */
export function findCacheFolder(variables: Variables): string {
  return join(findUserFolder("XDG_CACHE_HOME", variables), "just-one-mcp");
}

/** Where claims and replies are: what one machine forgets without losing money but for replies. */
export function findStateFolder(variables: Variables, server: string): string {
  return join(findUserFolder("XDG_STATE_HOME", variables), "just-one-mcp", nameServer(server));
}

/** Where all commands of this user have their account with a server: what agents spend stands beside the rest. */
export function findDataFolder(variables: Variables, server: string): string {
  return join(findDataHome(variables), nameServer(server));
}

/** Where `just-one catalog pull` keeps the vendor's operations. */
export function findDataHome(variables: Variables): string {
  return join(findUserFolder("XDG_DATA_HOME", variables), "just-one");
}

/** One folder for each server, so that a test server's figures are never taken for the vendor's. */
function nameServer(server: string): string {
  return server.replaceAll(/[^A-Za-z0-9.-]+/g, "_").slice(0, 100);
}
