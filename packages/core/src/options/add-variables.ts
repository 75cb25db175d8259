import { explainProblem } from "../call/explain-problem.ts";
import { isBrowserPage } from "../call/is-browser-page.ts";
import type { ClientOptions } from "../client-options.ts";
import { ConfigError } from "../errors/config-error.ts";
import { createTokenReader, type TokenSource } from "../secrets/token-source.ts";
import { chooseBaseUrl } from "../wire/base-url.ts";

/**
 * Fills in token and server from the environment's variables, where there is an environment and the options say nothing. An
 * option for the server, whichever, leaves both variables for it out. A page has no variables, whatever its bundler says.
 *
 * @throws ConfigError that names the variable whose value cannot work, or says that there is no token
 */
export function addVariables(options: ClientOptions): ClientOptions & { readonly token: TokenSource } {
  const own: { -readonly [Name in keyof ClientOptions]: ClientOptions[Name] } = { ...options };
  if (!isBrowserPage()) {
    if (own.token === undefined)
      own.token = readVariable("JUST_ONE_TOKEN", (text) => createTokenReader(text, explainProblem));
    for (const [name, variable] of servers) {
      if (own.baseUrl !== undefined || own.environment !== undefined) break;
      const value = readVariable(variable, (text) => chooseBaseUrl({ ...options, [name]: text }, explainProblem));
      Object.assign(own, { [name]: value });
    }
    if (own.token === undefined) {
      throw new ConfigError(
        "there is no token: createClient({ token: … }), or the environment variable JUST_ONE_TOKEN",
      );
    }
  }
  // Safe: without one no client is made, in a page neither.
  return own as typeof own & { token: TokenSource };
}

const servers = [
  ["baseUrl", "JUST_ONE_BASE_URL"],
  ["environment", "JUST_ONE_ENVIRONMENT"],
] as const;

/** The variable's value, checked as the option would be; `undefined` where it is empty, or nobody may read it. */
function readVariable(name: string, check: (value: string) => unknown): string | undefined {
  const value = findVariable(name)?.trim();
  if (!value) return undefined;
  try {
    check(value);
  } catch (error) {
    // Safe: that is what the checks throw; its message quotes no token.
    throw new ConfigError(`the environment variable ${name}: ${(error as ConfigError).message}`);
  }
  return value;
}

/** Deno is asked first whether it may be asked, so that it asks nobody; what stands in for `process` may be anything. */
function findVariable(name: string): string | undefined {
  try {
    // Safe: what a platform lacks is `undefined`, and what is no platform throws.
    const { Deno, process } = globalThis as unknown as Platforms;
    if (Deno === undefined) return asText(process?.env?.[name]);
    return Deno.permissions.querySync({ name: "env", variable: name }).state === "granted"
      ? Deno.env.get(name)
      : undefined;
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Named here, since whoever compiles this may have no types of Node or Deno. */
interface Platforms {
  readonly process?: { readonly env?: Readonly<Record<string, unknown>> };
  readonly Deno?: {
    readonly permissions: { querySync(asked: { name: "env"; variable: string }): { readonly state: string } };
    readonly env: { get(name: string): string | undefined };
  };
}
