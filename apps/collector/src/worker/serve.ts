import { createServer } from "node:http";
import type { PostgresPool } from "@just-one/postgres";
import { listRuns } from "@just-one/postgres/board";
import type { Counters } from "./counters.ts";
import { writeMetrics } from "./write-metrics.ts";

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly isHealthy: () => boolean;
  readonly counters: Counters;
  readonly pool: PostgresPool;
}

/** Serves `/healthz` and `/metrics`, and nothing else. @throws the system's error when the port is taken */
export async function serve(
  options: ServeOptions,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const { isHealthy, counters, pool } = options;
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, text: string): void => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(text);
    };
    const path = request.url?.split("?")[0];
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "text/plain", "GET only\n");
    if (path === "/healthz") {
      const isWell = isHealthy();
      return answer(isWell ? 200 : 503, "application/json", `{"status":"${isWell ? "ok" : "unavailable"}"}\n`);
    }
    if (path !== "/metrics") return answer(404, "text/plain", "/healthz or /metrics\n");
    void listRuns(pool)
      .catch(() => [])
      .then((runs) => answer(200, openMetrics, writeMetrics({ counts: counters.sum(), runs, isHealthy: isHealthy() })));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";
