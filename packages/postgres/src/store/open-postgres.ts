import { readFileSync } from "node:fs";
import { ConfigError } from "@just-one/core";
import { Pool, type PoolConfig } from "pg";
import type { PostgresPool } from "../pool.ts";
import { watchPool } from "../watch-pool.ts";
import { readPasswordFile } from "./read-password-file.ts";
import { readService } from "./read-service.ts";

/** How connections are opened. */
export interface OpenPostgresOptions {
  /** Connections at once, at most. @default 10 */
  readonly max?: number | undefined;
  /** Where passwords and services are looked for. @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A pool of `pg` that was opened by an address. */
export interface OpenPostgres extends PostgresPool {
  /** Closes its connections. */
  end(): Promise<void>;
}

/**
 * Opens connections to a store, such as `postgres://collector@db.example/just_one?sslmode=verify-full`. Connects when something is
 * asked first.
 *
 * The password never stands in the address, which others can read in lists of processes and in logs: it comes from `PGPASSWORD`, from the
 * file that `PGPASSFILE` names (`~/.pgpass`), or from a service file (`postgres://?service=NAME`, `PGSERVICE`, `PGSERVICEFILE`,
 * `~/.pg_service.conf`). What the address leaves out comes from the service, then from `PGHOST`, `PGPORT`, `PGUSER` and `PGDATABASE`.
 *
 * @throws ConfigError when the address is none, has a password, or names a service that is not there
 * @example
 * ```ts
 * const pool = openPostgres("postgres://collector@db.example/just_one?sslmode=verify-full");
 * const client = createClient({ token, ledger: createPostgresLedger({ pool }) });
 * ```
 */
export function openPostgres(store: string, options: OpenPostgresOptions = {}): OpenPostgres {
  const { max = 10, environment = process.env } = options;
  const pool = new Pool({ ...readStore(store, environment), max, connectionTimeoutMillis: 10_000, keepAlive: true });
  watchPool(pool);
  return pool;
}

/** What an address means, together with the environment. @throws ConfigError */
export function readStore(store: string, environment: Readonly<Record<string, string | undefined>>): PoolConfig {
  const url = parseUrl(store);
  const given = Object.fromEntries(url.searchParams);
  if (url.password !== "" || "password" in given) throw new ConfigError(hasPassword);
  const unknown = Object.keys(given).find((name) => !names.has(name));
  if (unknown !== undefined) {
    const what = /^\w+$/.test(unknown) ? `\`${unknown}\`` : "something behind its `?`"; // what is no name may be a secret
    throw new ConfigError(`the store's address has ${what}: there are ${[...names].join(", ")}`);
  }
  const serviceName = given["service"] ?? environment["PGSERVICE"];
  const service = serviceName === undefined ? {} : readService(serviceName, environment);
  const find = (text: string | undefined, name: string, variable: string): string | undefined =>
    text || given[name] || service[name] || environment[variable] || undefined;

  const inUrl = url.hostname === noHost ? "" : url.hostname;
  const host = find(decodePart(inUrl.replace(/^\[(.*)\]$/, "$1")), "host", "PGHOST");
  const port = find(url.port, "port", "PGPORT");
  const user = find(decodePart(url.username), "user", "PGUSER");
  const database = find(decodePart(url.pathname.replace(/^\//, "")), "dbname", "PGDATABASE");
  const named = service["password"] ?? environment["PGPASSWORD"];
  const login = user ?? environment["USER"] ?? environment["USERNAME"] ?? "";
  const owner = { host: host ?? "localhost", port: readPort(port ?? "5432"), database: database ?? login, user: login };
  const password = named ?? readPasswordFile(owner, environment);
  const ssl = readTls(find(undefined, "sslmode", "PGSSLMODE"), find(undefined, "sslrootcert", "PGSSLROOTCERT"));
  return {
    application_name: find(undefined, "application_name", "PGAPPNAME") ?? "just-one",
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port: readPort(port) }),
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
    ...(password === undefined ? {} : { password }),
    ...(ssl === undefined ? {} : { ssl }),
  };
}

const names: ReadonlySet<string> = new Set([
  "service",
  "host",
  "port",
  "user",
  "dbname",
  "sslmode",
  "sslrootcert",
  "application_name",
]);

/** Stands for a host that an address leaves out; nothing can be reached by it. */
const noHost = "left-out.invalid";

function parseUrl(store: string): URL {
  // An address without a host, as of a socket or a service, is none for `URL` once it has a user.
  const text = store.replace(/^(postgres(?:ql)?:\/\/[^/?]*@)(?=[/?]|$)/, `$1${noHost}`);
  if (!/^postgres(?:ql)?:\/\//.test(store)) throw new ConfigError("a store's address begins with postgres://");
  // What looks like a port or a database may be the rest of a password that holds one of these signs.
  const beforeHost = text.slice(text.indexOf("//") + 2, Math.max(0, text.lastIndexOf("@")));
  if (/:.*[/?#]/s.test(beforeHost)) throw new ConfigError(hasPassword);
  try {
    const url = new URL(text);
    if (url.hash === "") return url;
  } catch {
    // told below
  }
  throw new ConfigError(isNone);
}

const isNone = "the store's address is none; it looks like postgres://user@host:5432/database";
const hasPassword =
  "the store's address has a password, which others can read there; take it out, and put it into PGPASSWORD, a file named by PGPASSFILE, or a service file. " +
  "An @ that belongs to a name is written %40";

/** @throws ConfigError for what no name can be */
function decodePart(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (!decoded.includes("\0")) return decoded;
  } catch {
    // told below
  }
  throw new ConfigError(isNone);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new ConfigError("the store's port is none");
  return port;
}

/** Whoever asks for TLS gets a server that has proved who it is. */
function readTls(mode: string | undefined, rootFile: string | undefined): PoolConfig["ssl"] {
  if (mode === undefined && rootFile === undefined) return undefined;
  if (mode === "disable") return false;
  if (mode !== undefined && !["require", "verify-ca", "verify-full"].includes(mode))
    throw new ConfigError("`sslmode` must be verify-full or disable; others would take any server for yours");
  if (rootFile === undefined) return { rejectUnauthorized: true };
  try {
    return { rejectUnauthorized: true, ca: readFileSync(rootFile, "utf8") };
  } catch {
    throw new ConfigError("the file of `sslrootcert` cannot be read");
  }
}
