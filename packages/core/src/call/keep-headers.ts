import type { Reply } from "../wire/adapt-reply.ts";
import { ConfigError } from "../errors/config-error.ts";
import { readHeader } from "../wire/read-header.ts";

/** Takes the headers of a reply that somebody wants to see; `undefined` where there are none. */
export type KeepHeaders = (
  headers: Reply["headers"],
  redact: (text: string) => string | undefined,
) => Readonly<Record<string, string>> | undefined;

/** Makes what keeps headers by their names, without the token, each cut to a bound. @throws ConfigError for what is no name */
export function createKeepHeaders(given: readonly string[]): KeepHeaders {
  if (given.length > most) throw new ConfigError(`\`keepHeaders\` must not have more than ${most} names`);
  const names = given.map((name) => {
    if (typeof name === "string" && /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name)) return name.toLowerCase();
    throw new ConfigError('`keepHeaders` must be names of headers, such as ["x-ratelimit-remaining"]');
  });
  return (headers, redact) => {
    const kept = names.flatMap((name) => {
      const value = readHeader(headers, name);
      return value === null ? [] : [[name, redact(value.slice(0, longest)) ?? ""] as const];
    });
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  };
}

const longest = 1000;
const most = 32;
