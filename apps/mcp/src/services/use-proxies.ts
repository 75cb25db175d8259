import { ToolError } from "../results/tool-error.ts";
import type { Variables } from "../settings/folders.ts";

const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] as const;

/**
 * Makes the process's own `fetch` go through the environment's proxy, where one is named; returns what undoes it. Node does that itself,
 * from 24.14 on, so that no second client has to come along.
 *
 * @throws ToolError on a Node that cannot: past the proxy nothing is sent
 */
export async function useProxies(variables: Variables): Promise<() => void> {
  const isNamed = names.some((name) => (variables[name] ?? "") !== "");
  if (!isNamed || variables["NODE_USE_ENV_PROXY"] === "1") return () => undefined;
  const http: object = await import("node:http");
  const use: unknown = Reflect.get(http, "setGlobalProxyFromEnv");
  if (typeof use !== "function") {
    throw new ToolError({
      error: "failed",
      fix: "operator: use Node 24.14 or later, or set NODE_USE_ENV_PROXY=1",
      say: `The environment names a proxy, which Node ${process.versions.node} goes through only when it is told to at its start.`,
    });
  }
  // Safe: Node documents that it returns what restores the former state.
  return (use as (environment: Variables) => () => void)({ ...variables });
}
