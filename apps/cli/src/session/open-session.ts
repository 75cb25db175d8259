import type { Operations } from "@just-one/api";
import { join } from "node:path";
import type { Client, ClientOptions, OperationMap } from "@just-one/core";
import { show } from "@just-one/encoders";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
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
}

/** A client, and what must be closed after it. */
export interface Session<Ops extends OperationMap<Ops> = Operations> extends AsyncDisposable {
  readonly client: Client<Ops>;
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
  { environment, stderr }: Terminal,
): Promise<Destination> {
  if (options.mock !== true) {
    return {
      ...readAddress(environment),
      token: readToken(environment),
      allowInsecureHttp: options.allowInsecureHttp,
    };
  }
  // Loaded here only: whoever calls the vendor need not wait for a mock.
  const { createMockFetch } = await import("../mock/create-mock-fetch.ts");
  stderr.write(show`just-one: mock data: invented figures, nothing is sent, nothing is billed.\n`);
  // nowhere, whatever the environment says
  return { token: "mock", baseUrl: "https://mock.invalid", fetch: createMockFetch() };
}

/**
 * Opens a client by the environment.
 *
 * @throws CliError when there is no token, or the settings cannot work
 */
export async function openSession<Ops extends OperationMap<Ops> = Operations>(
  options: SessionOptions,
  terminal: Terminal,
): Promise<Session<Ops>> {
  const destination = await readDestination(options, terminal);
  const budget = { maxCalls: options.maxCalls };
  if (options.keepsReplies !== true || options.mock === true) {
    return {
      client: createVendorClient<Ops>({ ...destination, budget }),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const { createFileCache } = await import("@just-one/core/node"); // loaded where something is kept only
  const store = createFileCache({ path: join(makeDataFolder(destination, terminal.environment), "replies") });
  const client = createVendorClient<Ops>({ ...destination, budget, cache: { store, ttlMs: dayMs } });
  return {
    client,
    [Symbol.asyncDispose]: async () => store.close(),
  };
}

const dayMs = 86_400_000;

function readToken({ JUST_ONE_TOKEN }: Terminal["environment"]): string {
  const token = JUST_ONE_TOKEN?.trim();
  if (token !== undefined && token !== "") return token;
  throw new CliError(
    "there is no token. Put your Just One API token into the environment variable JUST_ONE_TOKEN,\n" +
      "or add --mock to try the command with invented data, without token and cost.",
    exitCodes.tokenOrPermission,
  );
}
