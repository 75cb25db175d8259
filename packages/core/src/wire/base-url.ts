import type { BaseOptions, Environment } from "../base-options.ts";
import { ConfigError } from "../errors/config-error.ts";

const environments: Readonly<Record<Environment, string>> = {
  "prod-global": "https://api.justoneapi.com",
  "prod-cn": "http://47.117.133.51:30015",
};

/** The URL that all paths are put behind. @throws ConfigError when the options name none, or an unsafe one */
export function chooseBaseUrl(options: BaseOptions): string {
  const { environment = "prod-global" } = options;
  const baseUrl = options.baseUrl ?? environments[environment];
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search + url.hash) {
    throw new ConfigError(
      options.baseUrl === undefined
        ? '`environment` must be "prod-global" or "prod-cn"'
        : "`baseUrl` must be an http(s) URL without user, password, query and fragment",
    );
  }
  if (url.protocol === "http:" && options.allowInsecureHttp !== true && !isLoopback(url.hostname)) {
    throw new ConfigError(
      `${url.host} is plain http, where everyone on the way can read the token; if you accept that, set \`allowInsecureHttp: true\``,
    );
  }
  return url.href;
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
