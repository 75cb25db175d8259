import {
  type CacheStore,
  type ClientOptions,
  createClient,
  createMemoryCache,
  type Environment,
  type Ledger,
} from "@just-one/core";
import { inventAuthorSpread, startMockServer } from "@just-one/testing";
import { type Session, spreadOperation } from "../shared/protocol.ts";
import { type ListedClient, listedCatalog } from "./listed-operations.ts";
import { reopenAfterMs } from "./find-reopening.ts";
import { type Log, logClientEvent } from "./log.ts";
import { type Books, openDatabase, openFiles, type SharedLimits } from "./open-books.ts";
import type { Settings } from "./settings.ts";

/** A client, what it calls, and what must be closed after it. */
export interface OpenedClient extends AsyncDisposable {
  readonly client: ListedClient;
  /** The same with a budget of nothing: it answers what was paid for, and waits for nobody who pays. */
  readonly freeClient?: ListedClient;
  /** What it spent; absent in a mock, where nothing costs. */
  readonly ledger?: Ledger;
  /** What it keeps of replies that were paid for; absent in a mock. */
  readonly replies?: CacheStore;
  /** What stands in that ledger besides the limit of the day. */
  readonly listBudgets?: Books["listBudgets"];
  readonly mode: Pick<Session, "mode" | "reason">;
}

/** Where the token and the vendor's address come from. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/**
 * Opens the one client that everybody shares, with one cache, one limiter, one ledger and one budget. Without a token,
 * or with `mock`, it calls a mock in this process.
 *
 * @throws ConfigError when the variables cannot work
 */
export async function openClient(
  settings: Pick<Settings, "mock" | "maxCalls" | "price" | "allowInsecureHttp" | "store" | keyof SharedLimits>,
  variables: EnvironmentVariables,
  log: Log,
): Promise<OpenedClient> {
  const token = variables["JUST_ONE_TOKEN"]?.trim() ?? "";
  const common = {
    catalog: listedCatalog,
    rateLimiter: { concurrency: 8 },
    // Somebody tops the account up and presses "Try again"; nobody wants to restart a server for that.
    latches: { reopenAfterMs, reopenCapMs: reopenAfterMs },
    onEvent: (event) => logClientEvent(log, event),
  } satisfies Partial<ClientOptions>;
  if (settings.mock || token === "") return openMock(common, settings.mock ? "asked" : "no-token");

  const { store, price } = settings;
  const books = store === undefined ? await openFiles(variables) : await openDatabase(store, variables, settings);
  const { cache, ledger, rateLimiter, doors, listBudgets, close } = books;
  const options: ClientOptions = {
    ...common,
    ...(rateLimiter !== undefined && { rateLimiter }),
    ...(doors !== undefined && { latches: { ...common.latches, store: doors } }),
    ...(price !== undefined && { prices: () => price }),
    token,
    // Safe: createClient refuses any other word, with a sentence.
    environment: (variables["JUST_ONE_ENVIRONMENT"] || undefined) as Environment | undefined,
    baseUrl: variables["JUST_ONE_BASE_URL"] || undefined,
    allowInsecureHttp: settings.allowInsecureHttp,
    cache: { store: cache, ttlMs: dayMs },
    ledger,
  };
  const client: ListedClient = createClient({
    ...options,
    budget: { maxCalls: settings.maxCalls, window: "day" },
    stages: [cache.twins],
  });
  return {
    client,
    freeClient: createClient({ ...options, budget: { maxCalls: 0 } }),
    ledger,
    replies: cache,
    ...(listBudgets !== undefined && { listBudgets }),
    mode: { mode: "live" },
    [Symbol.asyncDispose]: close,
  };
}

const dayMs = 86_400_000;

/** Without a budget: nothing costs there. */
async function openMock(common: Partial<ClientOptions>, reason: "asked" | "no-token"): Promise<OpenedClient> {
  const server = await startMockServer({
    respond: ({ operation, params }) => (operation === spreadOperation ? inventAuthorSpread(params) : undefined),
  });
  const client: ListedClient = createClient({
    ...common,
    token: "mock",
    baseUrl: server.url,
    cache: { store: createMemoryCache(), ttlMs: dayMs },
  });
  return { client, mode: { mode: "mock", reason }, [Symbol.asyncDispose]: () => server.close() };
}
