import { BlockList, isIP } from "node:net";
import { ConfigError } from "../errors/config-error.ts";
import { isLoopback } from "../wire/base-url.ts";

/** The proxy for an origin; `undefined` where requests go straight to it. */
export type FindProxy = (origin: string) => URL | undefined;

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, of which the lower-case ones go first, once, as curl does. This machine
 * itself is never asked for by way of a proxy. `undefined` when there is none.
 *
 * @throws ConfigError that names the variable, and not its value: that may hold a password
 */
export function readProxyVariables(read: (name: string) => string | undefined): FindProxy | undefined {
  const find = (name: string): string => read(name.toLowerCase()) ?? read(name) ?? "";
  // A CGI program has what its client says as `Proxy:` under this name, but for the lower-case one.
  const http = read("REQUEST_METHOD") === undefined ? find("HTTP_PROXY") : (read("http_proxy") ?? "");
  const proxies = {
    "https:": parseVariable("HTTPS_PROXY", find("HTTPS_PROXY")),
    "http:": parseVariable("HTTP_PROXY", http),
  };
  if (proxies["https:"] === undefined && proxies["http:"] === undefined) return undefined;
  const isExempt = createExemption(find("NO_PROXY"));
  return (origin) => {
    const url = new URL(origin);
    if (isLoopback(url.hostname) || isExempt(url)) return undefined;
    return proxies[url.protocol === "https:" ? "https:" : "http:"];
  };
}

/** An http(s) URL, also without its scheme; `undefined` for anything else. */
export function parseProxy(text: string): URL | undefined {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  return url !== null && /^https?:$/.test(url.protocol) && isDecodable(url) ? url : undefined;
}

function parseVariable(name: string, text: string): URL | undefined {
  const url = text.trim() === "" ? undefined : parseProxy(text.trim());
  if (url === undefined && text.trim() !== "") throw new ConfigError(`the environment's \`${name}\` is no http(s) URL`);
  return url;
}

function isDecodable({ username, password }: URL): boolean {
  try {
    return decodeURIComponent(username + password) !== undefined;
  } catch {
    return false;
  }
}

/** Host names with all below them, addresses, networks such as `10.0.0.0/8`, each with a port perhaps; `*` is everything. */
function createExemption(list: string): (url: URL) => boolean {
  const rules = list
    .split(/[\s,]+/)
    .filter((text) => text !== "")
    .map(createRule);
  return (url) => rules.some((applies) => applies(url));
}

function createRule(text: string): (url: URL) => boolean {
  if (text === "*") return () => true;
  const [, host = "", port] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(text.toLowerCase()) ?? [];
  const name = stripBrackets(host)
    .replace(/^\*?\./, "")
    .replace(/\.$/, "");
  const network = parseNetwork(name);
  return (url) => {
    const own = stripBrackets(url.hostname).replace(/\.$/, "");
    const ownPort = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
    if (port !== undefined && port !== ownPort) return false;
    const family = isIP(own);
    if (network !== undefined) return family !== 0 && network.check(own, family === 4 ? "ipv4" : "ipv6");
    return own === name || (family === 0 && name !== "" && own.endsWith(`.${name}`));
  };
}

/** One address or a network. */
function parseNetwork(text: string): BlockList | undefined {
  const [address = "", bits] = text.split("/");
  const family = isIP(address);
  if (family === 0) return undefined;
  const network = new BlockList();
  const longest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : Number(bits);
  if (Number.isInteger(prefix) && prefix >= 0 && prefix <= longest) {
    network.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
  }
  return network;
}

function stripBrackets(host: string): string {
  return host.startsWith("[") ? host.slice(1, -1) : host;
}
