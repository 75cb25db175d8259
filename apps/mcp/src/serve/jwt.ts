import { createRemoteJWKSet, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import { type Caller, isName, readScopes } from "./caller.ts";
import type { JwtSettings } from "./http-settings.ts";

/** Checks a token; `undefined` for one that is not good here. */
export type VerifyJwt = (token: string) => Promise<Caller | undefined>;

/** Signatures with a secret, or with none, are not taken: only the issuer has what makes these. */
const algorithms = ["RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"];

/** Takes tokens of one issuer that were made for this server and have an end. */
export function createVerifyJwt({ issuer, audience, jwks }: JwtSettings, fetchJson: typeof fetch = fetch): VerifyJwt {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const openKeys = (): Promise<JWTVerifyGetKey> =>
    (keys ??= findKeys(issuer, jwks, fetchJson)
      .then((url) => createRemoteJWKSet(url))
      .catch((error: unknown) => {
        keys = undefined;
        throw error;
      }));
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, await openKeys(), {
        issuer,
        audience,
        algorithms,
        clockTolerance: 30,
        requiredClaims: ["exp", "sub"],
      });
      return toCaller(payload);
    } catch {
      return undefined; // what was wrong with it helps nobody but who made it up
    }
  };
}

function toCaller({ sub = "", scope, scp, ...claims }: JWTPayload): Caller | undefined {
  if (!isName(sub)) return undefined;
  const words = typeof scope === "string" ? scope.split(" ") : [scp ?? claims["permissions"] ?? []].flat();
  return { principal: sub, scopes: readScopes(words) };
}

/** Where the issuer says that its public keys are. */
async function findKeys(issuer: string, jwks: string | undefined, fetchJson: typeof fetch): Promise<URL> {
  if (jwks !== undefined) return new URL(jwks);
  const base = issuer.replace(/\/$/, "");
  const { origin, pathname } = new URL(issuer);
  const path = pathname === "/" ? "" : pathname;
  for (const url of [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${base}/.well-known/openid-configuration`,
  ]) {
    const reply = await fetchJson(url, { redirect: "error", signal: AbortSignal.timeout(10_000) });
    if (!reply.ok) continue;
    const { jwks_uri: found }: { readonly jwks_uri?: unknown } = Object(await reply.json());
    if (typeof found === "string" && new URL(found).protocol === new URL(issuer).protocol) return new URL(found);
  }
  throw new Error("the issuer does not say where its keys are");
}
