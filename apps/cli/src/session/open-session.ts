import type { Catalog, CatalogEntry, Operations } from "@just-one/api";
import { join } from "node:path";
import {
  type Client,
  type ClientEvent,
  type ClientOptions,
  type OnEvent,
  type OperationMap,
  toRequestKey,
} from "@just-one/core";
import { show } from "@just-one/encoders";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { tell } from "./tell.ts";
import { tellRequest } from "./tell-requests.ts";
import type { Terminal } from "../terminal.ts";
import { dayMs, openKeptReplies, type PayingAgain, toMoments } from "./kept-replies.ts";
import { findServer } from "./find-server.ts";
import { loadFiles } from "./load-files.ts";
import { ledgerFile } from "./open-ledger.ts";
import { openProxied } from "./open-fetch.ts";
import { makeDataFolder } from "./data-folder.ts";
import { createVendorClient, readAddress } from "./create-vendor-client.ts";

/** What every command that calls accepts. */
export interface SessionOptions {
  readonly mock?: boolean;
  readonly allowInsecureHttp?: boolean;
  /** Calls that may be billed; those after them are not sent. */
  readonly maxCalls?: number;
  /** Answers from replies that were paid for within a day, and keeps new ones. @default false */
  readonly keepsReplies?: boolean;
  /** Of one call, as a decimal string; the account then has sums of money. */
  readonly price?: string;
  /** Milliseconds for one attempt. @default 120_000 */
  readonly timeout?: number;
  /** Requests at once, at most. @default as many as the command sends by itself */
  readonly concurrency?: number;
}

/** What a command says of itself. */
export interface SessionPurpose extends SessionOptions, PayingAgain {
  /** The command's name; what it spends stands under it in the account. */
  readonly label: string;
  /** Hears what the client does. */
  readonly onEvent?: OnEvent;
}

/** A client, and what must be closed after it. */
export interface Session<Ops extends OperationMap<Ops> = Operations> extends AsyncDisposable {
  readonly client: Client<Ops>;
  /** Counts calls that may have been paid for without a reply, and are not sent again for that; absent where nothing is kept. */
  readonly countDoubts?: (entry: CatalogEntry, inputs: readonly object[]) => Promise<number>;
}

/** Where calls go and who pays, as the environment says it. */
export type Destination = { readonly token: string } & Pick<
  ClientOptions,
  "baseUrl" | "environment" | "allowInsecureHttp" | "fetch"
>;

/**
 * Reads `JUST_ONE_TOKEN`, `JUST_ONE_ENVIRONMENT` and `JUST_ONE_BASE_URL`. With `mock` none of them counts, and nothing
 * leaves this machine.
 *
 * @throws CliError when there is no token
 */
export async function readDestination(
  options: Pick<SessionOptions, "mock" | "allowInsecureHttp">,
  terminal: Terminal,
): Promise<Destination> {
  const { environment } = terminal;
  if (options.mock !== true) {
    const proxied = await openProxied(terminal);
    return {
      ...readAddress(environment),
      token: readToken(terminal),
      ...(proxied !== undefined && { fetch: proxied }),
      allowInsecureHttp: options.allowInsecureHttp,
    };
  }
  // Loaded here only: whoever calls the vendor need not wait for a mock.
  const { createMockFetch } = await import("../mock/create-mock-fetch.ts");
  tell(terminal, show`just-one: mock data: invented figures, nothing is sent, nothing is billed.\n`);
  // nowhere, whatever the environment says
  return { token: "mock", baseUrl: "https://mock.invalid", fetch: createMockFetch() };
}

/**
 * Opens a client by the environment.
 *
 * @param catalog the operations it can call; those that are built in where there is none
 * @throws CliError when there is no token, or the settings cannot work
 */
export async function openSession<Ops extends OperationMap<Ops> = Operations>(
  options: SessionPurpose,
  terminal: Terminal,
  catalog?: Catalog,
): Promise<Session<Ops>> {
  const destination = await readDestination(options, terminal);
  const { label, price, timeout, concurrency, onEvent } = options;
  const settings = {
    ...destination,
    catalog,
    budget: { maxCalls: options.maxCalls },
    ...(price !== undefined && { prices: () => price }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
    ...(concurrency !== undefined && { rateLimiter: { concurrency } }),
    onEvent: (event: ClientEvent) => {
      onEvent?.(event);
      if (terminal.isVerbose === true) tellRequest(event, terminal);
    },
  };
  if (options.mock === true) {
    const client = createVendorClient<Ops>(settings);
    closeAtStop(client, terminal);
    return { client, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const { createFileLedger } = await loadFiles(); // where something is sent only
  const folder = makeDataFolder(destination, terminal.environment);
  const ledger = createFileLedger({ path: join(folder, ledgerFile) });
  const store =
    options.keepsReplies === true
      ? await openKeptReplies(destination, terminal.environment, toMoments(options))
      : undefined;
  const family = createVendorClient<Ops>({
    ...settings,
    ledger,
    ...(store !== undefined && { cache: { store, ttlMs: dayMs }, stages: [store.twins] }),
  });
  closeAtStop(family, terminal);
  return {
    client: family.with({ label }),
    ...(store !== undefined && {
      countDoubts: async (entry: CatalogEntry, inputs: readonly object[]) => {
        const server = await findServer(destination, entry); // as the client's own cache tells replies apart
        const toKey = (input: object): string => `${server} ${toRequestKey(entry.operation, input, [entry])}`;
        return inputs.filter((input) => store.isDoubtful(toKey(input))).length;
      },
    }),
    [Symbol.asyncDispose]: async () => {
      store?.close();
      ledger.close();
    },
  };
}

/** At Ctrl-C nothing more leaves: what waits for its turn, or to be sent again, ends; what is under way goes on. */
function closeAtStop(client: Pick<Client, "close">, { signal }: Terminal): void {
  if (signal.aborted) void client.close();
  else signal.addEventListener("abort", () => void client.close(), { once: true });
}

function readToken({ environment, tokenVariable = "JUST_ONE_TOKEN" }: Terminal): string {
  const token = environment["JUST_ONE_TOKEN"]?.trim();
  if (token !== undefined && token !== "") return token;
  throw new CliError(
    `there is no token. Put your Just One API token into the environment variable ${tokenVariable},\n` +
      "or add --mock to try the command with invented data, without token and cost.",
    exitCodes.tokenOrPermission,
  );
}
