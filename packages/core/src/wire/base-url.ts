import type { BaseOptions, Environment } from "../base-options.ts";
import type { Explain, OptionProblem } from "../call/problem.ts";
import { ConfigError } from "../errors/config-error.ts";

const environments: Readonly<Record<Environment, string>> = {
  "prod-global": "https://api.justoneapi.com",
  "prod-cn": "http://47.117.133.51:30015",
};

/** The URL that all paths are put behind. @throws ConfigError when the options name none, or an unsafe one */
export function chooseBaseUrl(
  { environment = "prod-global", baseUrl, allowInsecureHttp }: Omit<BaseOptions, "token">,
  explain: Explain,
): string {
  const url = URL.parse(baseUrl ?? environments[environment]);
  const refuse = (option: OptionProblem): never => {
    throw new ConfigError(explain({ kind: "option", option, host: url?.host }, "client"));
  };
  if (url === null || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search + url.hash) {
    return refuse(baseUrl === undefined ? "environment" : "baseUrl");
  }
  if (url.protocol === "http:" && allowInsecureHttp !== true && !isLoopback(url.hostname)) refuse("allowInsecureHttp");
  return url.href;
}

/** Whether a host, as `URL` has it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
