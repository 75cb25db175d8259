import { isPrice } from "../budget/multiply-price.ts";
import type { BudgetSettings } from "../budget/budget-settings.ts";
import type { Variables } from "./folders.ts";
import type { TypedOptions } from "./parse-options.ts";
import { readPrices } from "./read-prices.ts";
import { SettingsError } from "./settings-error.ts";

/** How the server runs, by the command line and the environment. */
export interface Settings {
  readonly isMock: boolean;
  /** Absent: nothing can be called. */
  readonly token?: string;
  /** As in core's options; absent members leave it to core. */
  readonly address: { readonly baseUrl?: string; readonly environment?: string };
  readonly allowInsecureHttp: boolean;
  /** The environment, for what it says of proxies; the token is not told by it. */
  readonly variables: Variables;
  readonly budget: BudgetSettings;
  readonly findPrice: (operation: string) => string | undefined;
  readonly reuseMs: number;
  readonly keepMs: number;
  /** Whether replies are forgotten with the process. */
  readonly forgetsAtEnd: boolean;
  readonly waitMs: number;
  readonly sharesReplies: boolean;
  readonly retriesUnknown: boolean;
  readonly isDestructive: boolean;
  /** Where what was asked and spent is; absent: in files of this user's. */
  readonly database?: string;
}

const hourMs = 3_600_000;

/** @throws SettingsError */
export function readSettings(typed: TypedOptions, variables: Variables): Settings {
  const calls = typed.count("calls", 100);
  const reuseMs = typed.count("reuse-hours", 24, 720) * hourMs;
  const token = readToken(variables);
  const baseUrl = variables["JUST_ONE_BASE_URL"]?.trim();
  const environment = variables["JUST_ONE_ENVIRONMENT"]?.trim();
  const prices = typed.text("prices");
  const database = typed.text("database");
  const keepDays = typed.count("keep-days", 7, 365);
  if (keepDays === 0 && database !== undefined) {
    throw new SettingsError("--keep-days 0 goes with one machine's files: a database outlives its servers.");
  }
  const costs = { principalCost: readCost(typed, "cost"), serverCost: readCost(typed, "server-cost") };
  if (prices === undefined && Object.values(costs).some((cost) => cost !== undefined)) {
    throw new SettingsError("--cost and --server-cost need --prices: the vendor publishes no prices.");
  }
  return {
    isMock: typed.has("mock"),
    ...(token !== undefined && { token }),
    address: { ...(baseUrl && { baseUrl }), ...(environment && { environment }) },
    allowInsecureHttp: typed.has("allow-insecure-http"),
    variables: omitToken(variables),
    budget: {
      principalCalls: calls,
      hardCalls: Math.max(calls, typed.count("hard-calls", calls * 3)),
      serverCalls: typed.count("server-calls", 500),
      burstCalls: typed.count("burst-calls", 30),
      ...(costs.principalCost !== undefined && { principalCost: costs.principalCost }),
      ...(costs.serverCost !== undefined && { serverCost: costs.serverCost }),
    },
    findPrice: prices === undefined ? () => undefined : readPrices(prices),
    reuseMs,
    keepMs: Math.max(reuseMs, keepDays * 24 * hourMs),
    forgetsAtEnd: keepDays === 0,
    waitMs: typed.count("wait-seconds", 40, 44) * 1000,
    sharesReplies: !typed.has("own-replies"),
    retriesUnknown: typed.has("allow-unknown-retry"),
    isDestructive: !typed.has("unattended"),
    ...(database !== undefined && { database }),
  };
}

/** The name of the server in files and questions. */
export function nameServer({ isMock, address }: Pick<Settings, "isMock" | "address">): string {
  return isMock ? "mock" : (address.baseUrl ?? address.environment ?? "prod-global");
}

function readCost(typed: TypedOptions, name: string): string | undefined {
  const cost = typed.text(name);
  if (cost !== undefined && !isPrice(cost)) throw new SettingsError(`--${name} takes an amount such as 25.00.`);
  return cost;
}

/** A client that finds no variable hands on its name as it stands in its settings, such as `${JUST_ONE_TOKEN}`: that is no token. */
function readToken(variables: Variables): string | undefined {
  const token = variables["JUST_ONE_TOKEN"]?.trim() ?? "";
  return token === "" || /^\$\{.*\}$/.test(token) ? undefined : token;
}

function omitToken({ JUST_ONE_TOKEN: _token, ...others }: Variables): Variables {
  return others;
}
