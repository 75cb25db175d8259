import type { Operations } from "@just-one/api";
import { type Client, createClient, type OperationMap } from "@just-one/core";
import { show } from "@just-one/encoders";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { createVendorClient } from "./create-vendor-client.ts";

/** What every command that calls accepts. */
export interface SessionOptions {
  readonly mock?: boolean;
  readonly allowInsecureHttp?: boolean;
  /** Calls that may be billed; those after them are not sent. */
  readonly maxCalls?: number;
}

/** A client, and what must be closed after it. */
export interface Session<Ops extends OperationMap<Ops> = Operations> extends AsyncDisposable {
  readonly client: Client<Ops>;
}

/**
 * Opens a client by the environment: `JUST_ONE_TOKEN`, `JUST_ONE_ENVIRONMENT`, `JUST_ONE_BASE_URL`. With `mock` none of
 * them counts, and nothing leaves this machine.
 *
 * @throws CliError when there is no token, or the settings cannot work
 */
export async function openSession<Ops extends OperationMap<Ops> = Operations>(
  options: SessionOptions,
  terminal: Terminal,
): Promise<Session<Ops>> {
  if (options.mock === true) {
    // Loaded here only: whoever calls the vendor need not wait for a mock.
    const { createMockFetch } = await import("../mock/create-mock-fetch.ts");
    terminal.stderr.write(show`just-one: mock data: invented figures, nothing is sent, nothing is billed.\n`);
    const client = createClient<Ops>({
      token: "mock",
      baseUrl: "https://mock.invalid", // nowhere, whatever the environment says
      fetch: createMockFetch(),
      budget: { maxCalls: options.maxCalls },
    });
    return { client, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const client = createVendorClient<Ops>(terminal.environment, {
    token: readToken(terminal.environment),
    allowInsecureHttp: options.allowInsecureHttp,
    budget: { maxCalls: options.maxCalls },
  });
  return { client, [Symbol.asyncDispose]: () => Promise.resolve() };
}

function readToken({ JUST_ONE_TOKEN }: Terminal["environment"]): string {
  const token = JUST_ONE_TOKEN?.trim();
  if (token !== undefined && token !== "") return token;
  throw new CliError(
    "there is no token. Put your Just One API token into the environment variable JUST_ONE_TOKEN,\n" +
      "or add --mock to try the command with invented data, without token and cost.",
    exitCodes.tokenOrPermission,
  );
}
