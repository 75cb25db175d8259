import { allScopes, type Caller, isName, type Refusal } from "./caller.ts";
import type { HttpSettings } from "./http-settings.ts";
import type { Keys } from "./key-file.ts";
import type { VerifyJwt } from "./jwt.ts";

/** What is known of a request before its body is read. */
export interface RequestFacts {
  readonly authorization: string | undefined;
  /** The address that the connection comes from. */
  readonly remoteAddress: string;
  /** Names and values as they came, one after the other: `Headers` would join those of one name. */
  readonly rawHeaders: readonly string[];
}

/** Says who calls, or why nobody who may; `undefined` where there is nothing to say about it. */
export type Authenticate = (facts: RequestFacts) => Promise<Caller | Refusal | undefined>;

/** By what callers are known. */
export interface AuthenticateOptions extends Pick<HttpSettings, "proxy" | "isLoopback"> {
  readonly keys?: Keys | undefined;
  readonly verifyJwt?: VerifyJwt | undefined;
  /** Who calls where nobody has to say: on loopback, without keys and issuer. */
  readonly localUser: string;
}

/** A key or a token first, then the header of a proxy that is trusted; without any of them only who sits at this machine. */
export function createAuthenticate({
  keys,
  verifyJwt,
  proxy,
  isLoopback,
  localUser,
}: AuthenticateOptions): Authenticate {
  return async ({ authorization, remoteAddress, rawHeaders }) => {
    const token = /^Bearer ([\w.~+/=-]{1,8000})$/i.exec(authorization ?? "")?.[1];
    if (token !== undefined) return keys?.find(token) ?? (await verifyJwt?.(token));
    if (proxy !== undefined) {
      const [principal, ...others] = listValues(rawHeaders, proxy.identityHeader);
      const isTrusted = proxy.addresses.includes(remoteAddress.replace(/^::ffff:/, ""));
      if (!isTrusted || principal === undefined || others.length > 0 || !isName(principal)) return undefined;
      return { principal, scopes: allScopes };
    }
    const isOpen = isLoopback && keys === undefined && verifyJwt === undefined;
    return isOpen && authorization === undefined ? { principal: localUser, scopes: allScopes } : undefined;
  };
}

function listValues(rawHeaders: readonly string[], name: string): string[] {
  const wanted = name.toLowerCase();
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === wanted);
}
