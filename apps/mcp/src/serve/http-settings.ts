import { isIP, isIPv4 } from "node:net";
import type { TypedOptions } from "../settings/parse-options.ts";
import { SettingsError } from "../settings/settings-error.ts";

/** Where the server listens, and how it knows who calls. */
export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  /** Names by which clients may reach it, without ports. */
  readonly allowedHosts: readonly string[];
  /** Of web pages that may call. */
  readonly origins: readonly string[];
  readonly isLoopback: boolean;
  /** The file of hashed keys. */
  readonly keys?: string;
  readonly jwt?: JwtSettings;
  readonly proxy?: ProxySettings;
}

/** Whose tokens are taken. */
export interface JwtSettings {
  readonly issuer: string;
  /** Where the issuer's public keys are; absent: where its metadata says. */
  readonly jwks?: string;
  /** This server's own address, which a token must be for. */
  readonly audience: string;
}

/** Who says who the user is. */
export interface ProxySettings {
  /** The header with the user's name, which the proxy sets and strips from what comes in. */
  readonly identityHeader: string;
  /** Addresses that the proxy connects from. */
  readonly addresses: readonly string[];
}

/**
 * Reads how `serve` listens. Whatever others than this machine can reach needs a way to know who calls.
 *
 * @throws SettingsError
 */
export function readHttpSettings(typed: TypedOptions): HttpSettings {
  const host = typed.text("host") ?? "127.0.0.1";
  const loopback = isLoopback(host);
  const keys = typed.text("keys");
  const jwt = readJwt(typed);
  const proxy = readProxy(typed, loopback);
  const named = typed.list("allowed-host").map((name) => name.toLowerCase());
  if (!loopback && keys === undefined && jwt === undefined && proxy === undefined) {
    throw new SettingsError(
      "Others than this machine could reach that host and spend the account's money. Say how it knows who calls: --keys, --issuer or --identity-header.",
    );
  }
  if (!loopback && named.length === 0) {
    throw new SettingsError("--host needs --allowed-host: the name that clients reach this server by.");
  }
  if (named.some((name) => !/^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])$/.test(name))) {
    throw new SettingsError("--allowed-host takes a name such as mcp.example, without a port.");
  }
  return {
    host,
    port: typed.count("port", 4181, 65_535),
    allowedHosts: [...(loopback ? ["localhost", "127.0.0.1", "[::1]"] : []), ...named],
    origins: typed.list("origin").map(readOrigin),
    isLoopback: loopback,
    ...(keys !== undefined && { keys }),
    ...(jwt !== undefined && { jwt }),
    ...(proxy !== undefined && { proxy }),
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/** By its letters first: `URL` forgives line ends, backslashes and missing slashes, and then means something else. */
function readOrigin(text: string): string {
  if (/^https?:\/\/[^\s\p{C}/\\?#@]+\/?$/iu.test(text) && URL.canParse(text)) return new URL(text).origin;
  throw new SettingsError("--origin takes where a page is from, such as https://agents.example, without a path.");
}

function readJwt(typed: TypedOptions): JwtSettings | undefined {
  const issuer = typed.text("issuer");
  const audience = typed.text("audience");
  const jwks = typed.text("jwks");
  if (issuer === undefined) {
    if (audience === undefined && jwks === undefined) return undefined;
    throw new SettingsError("--audience and --jwks go with --issuer.");
  }
  if (audience === undefined) {
    throw new SettingsError("--issuer needs --audience: this server's own address, which a token must be for.");
  }
  for (const [name, url] of [
    ["issuer", issuer],
    ["audience", audience],
    ["jwks", jwks ?? issuer],
  ] as const) {
    if (!isSafeUrl(url)) throw new SettingsError(`--${name} takes an https address.`);
  }
  return { issuer, audience, ...(jwks !== undefined && { jwks }) };
}

/** In plain http whoever is on the way could put his own keys in. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return (
    username === "" &&
    (protocol === "https:" || (protocol === "http:" && (hostname === "[::1]" || isLoopback(hostname))))
  );
}

function readProxy(typed: TypedOptions, loopback: boolean): ProxySettings | undefined {
  const identityHeader = typed.text("identity-header");
  const addresses = typed.list("trusted-proxy");
  if (identityHeader === undefined && addresses.length === 0) return undefined;
  if (loopback) {
    throw new SettingsError(
      "--identity-header and --trusted-proxy go with a --host that the proxy reaches from another machine: on loopback everybody could pretend to be it.",
    );
  }
  if (identityHeader === undefined || addresses.length === 0) {
    throw new SettingsError("--identity-header and --trusted-proxy go together.");
  }
  if (!/^[\w-]+$/.test(identityHeader)) throw new SettingsError("--identity-header takes a header's name.");
  if (!addresses.every((address) => isIP(address) !== 0)) {
    throw new SettingsError("--trusted-proxy takes an IP address such as 10.0.0.4.");
  }
  return { identityHeader, addresses };
}
