import {
  type CacheStore,
  type ClientOptions,
  createClient,
  createMemoryCache,
  createMemoryLedger,
} from "@just-one/core";
import { listedCatalog } from "../../src/server/listed-operations.ts";
import { createLog } from "../../src/server/log.ts";
import type { Settings } from "../../src/server/settings.ts";
import { type RunningServer, type ServerOptions, startServer } from "../../src/server/start-server.ts";
import { enter } from "./send.ts";

/** Marked, so that a search through traffic and files finds it. */
export const markedToken = "marked-token-for-tests";

export interface DashboardOptions {
  /** The mock or fault server that stands for the vendor. */
  readonly baseUrl: string;
  readonly settings?: Partial<Pick<Settings, "maxCalls" | "price" | "proxy">>;
  readonly client?: Partial<ClientOptions>;
  /** What earlier servers kept. */
  readonly replies?: CacheStore;
  readonly pageFolder?: string;
  readonly requestsPerMinute?: number;
  readonly server?: Partial<ServerOptions>;
  /** Whether the page is told that its figures are the vendor's. @default "live" */
  readonly mode?: "mock" | "live";
}

export interface Dashboard extends RunningServer {
  /** What was logged, as text. */
  readonly readLog: () => string;
}

/** The real server on a free port, with a marked token and backoff without waiting. */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const lines: string[] = [];
  const ledger = options.client?.ledger ?? createMemoryLedger();
  const maxCalls = options.settings?.maxCalls ?? 500;
  const replies = options.replies ?? createMemoryCache();
  const server = await startServer(
    {
      client: createClient({
        token: markedToken,
        baseUrl: options.baseUrl,
        catalog: listedCatalog,
        cache: { store: replies, ttlMs: 60_000 },
        budget: { maxCalls, window: "day" },
        ledger,
        retry: false,
        ...options.client,
      }),
      ...(options.mode !== "mock" && { ledger }),
      replies,
      mode: { mode: options.mode ?? "live" },
      settings: { ...options.settings, maxCalls },
      log: createLog({ write: (line: string) => lines.push(line) }),
      pageFolder: options.pageFolder ?? import.meta.dirname,
      ...(options.requestsPerMinute !== undefined && { requestsPerMinute: options.requestsPerMinute }),
    },
    { host: "127.0.0.1", port: 0, ...options.server },
  );
  if (options.settings?.proxy === undefined) await enter(server.entrance);
  return { ...server, readLog: () => lines.join("") };
}
