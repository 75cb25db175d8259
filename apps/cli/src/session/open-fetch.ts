import type { Terminal } from "../terminal.ts";
import { loadFiles } from "./load-files.ts";

/**
 * What goes by way of the proxy that the environment names, as curl does; `undefined` where it names none. Node's own `fetch`
 * goes by no proxy, and the one that does takes time to load. At Ctrl-C what still waits for the proxy's tunnel is not sent.
 */
export async function openProxied({ environment, signal }: Terminal): Promise<typeof fetch | undefined> {
  if (!names.some((name) => (environment[name] ?? "") !== "")) return undefined;
  const { createPooledFetch } = await loadFiles();
  return createPooledFetch({ stop: signal });
}

const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
