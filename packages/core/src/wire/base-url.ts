import type { BaseOptions, Environment } from "../base-options.ts";

const environments: Readonly<Record<Environment, string>> = {
  "prod-global": "https://api.justoneapi.com",
  "prod-cn": "http://47.117.133.51:30015",
};

/** The URL that all paths are put behind, or a sentence that says what is wrong with the options. */
export function chooseBaseUrl(options: BaseOptions): { baseUrl: string } | { problem: string } {
  const { environment = "prod-global" } = options;
  const baseUrl = options.baseUrl ?? (Object.hasOwn(environments, environment) ? environments[environment] : undefined);
  if (baseUrl === undefined) return { problem: '`environment` must be "prod-global" or "prod-cn"' };
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    return { problem: "`baseUrl` must be an http(s) URL, such as https://proxy.example" };
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return { problem: "`baseUrl` must hold no user, password, query or fragment" };
  }
  if (url.protocol === "http:" && options.allowInsecureHttp !== true && !isLoopback(url.hostname)) {
    return {
      problem: `${url.host} is plain http, where everyone on the way can read the token; if you accept that, set \`allowInsecureHttp: true\``,
    };
  }
  return { baseUrl: url.href };
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
