import { isIP, isIPv4 } from "node:net";
import { parseArgs } from "node:util";

/** How the server runs, by the command line. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly mock: boolean;
  /** Whether to show the page in this computer's browser. */
  readonly open: boolean;
  /** Whether to print usage and end. */
  readonly help: boolean;
  /** Whether lines of JSON are logged on a terminal, too. */
  readonly log: boolean;
  readonly allowInsecureHttp: boolean;
  /** The address of a database for replies and ledger, such as `postgres://db.example/just_one`; absent: files. */
  readonly store?: string;
  /** Requests of one operation at once, on all machines that share the store. @default 16 */
  readonly totalConcurrency?: number;
  /** Requests of one operation started in a minute, on all machines that share the store. @default any number */
  readonly requestsPerMinute?: number;
  /** Billed calls a day, of everybody together. */
  readonly maxCalls: number;
  /** What a billed call costs in yuan, as a decimal string; absent: nobody said. */
  readonly price?: string;
  /** Absent on loopback, where the key of the start lets in. */
  readonly proxy?: Proxy;
}

/** Who says who the user is, when others than this machine can reach the server. */
export interface Proxy {
  /** Where people open the page, such as `https://creators.example`. */
  readonly origin: string;
  /** The header with the user's name, which the proxy sets and strips from what comes in. */
  readonly identityHeader: string;
  /** Addresses that the proxy connects from. */
  readonly addresses: readonly string[];
  /** Who may load what costs, by the names in the header; others may look. Absent: everybody may. */
  readonly spenders?: readonly string[];
}

/** The command line cannot be followed; the message says what to write instead. */
export class SettingsError extends Error {}

export const usage = `Usage: pnpm dashboard [options]
  --mock                    invented figures, no token, no cost (also chosen when JUST_ONE_TOKEN is not set)
  --port N                  default 4180; 0 takes a free one
  --max-calls N             billed calls a day, of everybody together; default 500
  --price AMOUNT            what a billed call costs in CNY, such as 0.30: told before loading, and needed where a budget of
                            the store limits costs, for the vendor publishes no prices
  --no-open                 do not open the browser
  --store ADDRESS           replies, ledger, limits and closed doors in a PostgreSQL that several machines share, with the
                            budgets of \`just-one budget\`; its password from PGPASSWORD, PGPASSFILE or a service file
  --total-concurrency N     requests of one operation at once on all machines of the store, the same for all; default 16
  --requests-per-minute N   so many started in a minute, likewise
  --log                     lines of JSON on a terminal, too; elsewhere they are always written, to stderr
  --help                    this text
  --allow-insecure-http     for JUST_ONE_ENVIRONMENT=prod-cn, where the token travels readable
For a team, behind a proxy that knows who its users are (all four together):
  --host ADDRESS            default 127.0.0.1
  --origin URL              where people open the page
  --identity-header NAME    which the proxy sets to the user's name
  --trusted-proxy ADDRESS   where the proxy connects from; may be repeated
and, where not everybody may spend:
  --spender NAME            who may load what costs, by the name in that header; may be repeated. Others may look at what
                            was paid for. Without it everybody may load
`;

/** Reads the command line. @throws SettingsError */
export function readSettings(args: readonly string[]): Settings {
  const values = parse(args);
  const host = values.host ?? "127.0.0.1";
  const proxy = isLoopback(host) ? refuseProxy(values) : readProxy(values);
  return {
    host,
    port: readNumber("port", values.port ?? "4180", 65_535),
    mock: values.mock === true,
    open: values["no-open"] !== true,
    help: values.help === true,
    log: values.log === true,
    allowInsecureHttp: values["allow-insecure-http"] === true,
    maxCalls: readNumber("max-calls", values["max-calls"] ?? "500", 1_000_000),
    ...(values.price !== undefined && { price: readPrice(values.price) }),
    ...(values.store !== undefined && { store: values.store }),
    ...readShared(values),
    ...(proxy !== undefined && { proxy }),
  };
}

function readShared(values: Values): Pick<Settings, "totalConcurrency" | "requestsPerMinute"> {
  const read = (name: "total-concurrency" | "requests-per-minute"): number | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    if (values.store === undefined)
      throw new SettingsError(`--${name} goes with a --store that other machines share, too.`);
    const number = readNumber(name, text, 1_000_000);
    if (number === 0) throw new SettingsError(`--${name} takes a whole number from 1 on.`);
    return number;
  };
  const [totalConcurrency, requestsPerMinute] = [read("total-concurrency"), read("requests-per-minute")];
  return {
    ...(totalConcurrency !== undefined && { totalConcurrency }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
  };
}

interface Values {
  readonly mock?: boolean;
  readonly "no-open"?: boolean;
  readonly help?: boolean;
  readonly log?: boolean;
  readonly store?: string;
  readonly "total-concurrency"?: string;
  readonly "requests-per-minute"?: string;
  readonly "allow-insecure-http"?: boolean;
  readonly host?: string;
  readonly port?: string;
  readonly "max-calls"?: string;
  readonly price?: string;
  readonly origin?: string;
  readonly "identity-header"?: string;
  readonly "trusted-proxy"?: string[];
  readonly spender?: string[];
}

function parse(args: readonly string[]): Values {
  try {
    return parseArgs({
      args: [...args],
      options: {
        mock: { type: "boolean" },
        port: { type: "string" },
        "max-calls": { type: "string" },
        price: { type: "string" },
        "no-open": { type: "boolean" },
        help: { type: "boolean", short: "h" },
        log: { type: "boolean" },
        store: { type: "string" },
        "total-concurrency": { type: "string" },
        "requests-per-minute": { type: "string" },
        "allow-insecure-http": { type: "boolean" },
        host: { type: "string" },
        origin: { type: "string" },
        "identity-header": { type: "string" },
        "trusted-proxy": { type: "string", multiple: true },
        spender: { type: "string", multiple: true },
      },
    }).values;
  } catch {
    // Node's message repeats what was typed, which may be a token.
    throw new SettingsError(`There is an option that nobody knows. The token goes into JUST_ONE_TOKEN.\n${usage}`);
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/** On loopback everybody on this machine could pretend to be the proxy, so a key lets in there, and no header. */
function refuseProxy(values: Values): undefined {
  const { origin, "identity-header": header, "trusted-proxy": addresses, spender } = values;
  if ([origin, header, addresses, spender].every((value) => value === undefined)) return undefined;
  throw new SettingsError(
    "--origin, --identity-header, --trusted-proxy and --spender go with a --host that the proxy reaches from another machine; " +
      "leave them out on loopback.",
  );
}

function readProxy(values: Values): Proxy {
  const { origin, "identity-header": identityHeader, "trusted-proxy": addresses = [] } = values;
  if (origin === undefined || identityHeader === undefined || addresses.length === 0) {
    throw new SettingsError(
      "Others than this machine could reach that host and spend the account's money. Name the proxy in front of it " +
        "with --origin, --identity-header and --trusted-proxy, or leave --host out.",
    );
  }
  if (!isOrigin(origin)) {
    throw new SettingsError(
      "--origin takes where people open the page, such as https://creators.example: http or https and a name, " +
        "without a path, a user or anything else.",
    );
  }
  if (!/^[\w-]+$/.test(identityHeader)) throw new SettingsError("--identity-header takes a header's name.");
  if (!addresses.every((address) => isIP(address) !== 0)) {
    throw new SettingsError("--trusted-proxy takes an IP address such as 10.0.0.4.");
  }
  const { spender: spenders } = values;
  return { origin: new URL(origin).origin, identityHeader, addresses, ...(spenders !== undefined && { spenders }) };
}

/** By its letters first: `URL` forgives line ends, backslashes and missing slashes, and then means something else. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^\s\p{C}/\\?#@]+\/?$/iu.test(text) && URL.canParse(text);
}

function readNumber(name: string, text: string, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Infinity;
  if (number > max) throw new SettingsError(`--${name} takes a whole number from 0 to ${max}.`);
  return number;
}

function readPrice(text: string): string {
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(text)) return text;
  throw new SettingsError("--price takes what a billed call costs in CNY, such as 0.30.");
}
