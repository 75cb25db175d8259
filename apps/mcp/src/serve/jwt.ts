import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from "jose";
import { type Caller, isName, readScopes, type Refusal } from "./caller.ts";
import type { JwtSettings } from "./http-settings.ts";

/** Checks a token: says who has it, or in one sentence why it is not taken. */
export type VerifyJwt = (token: string) => Promise<Caller | Refusal>;

/** Signatures with a secret, or with none, are not taken: only the issuer has what makes these. */
const algorithms = ["RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"];

/** How often keys are asked for that are not known yet. */
export interface KeyOptions {
  /** Milliseconds between two looks. @default 30_000 */
  readonly cooldownMs?: number;
}

/** Takes tokens of one issuer that were made for this server and have an end. */
export function createVerifyJwt(
  { issuer, audience, jwks }: JwtSettings,
  fetchJson: typeof fetch = fetch,
  { cooldownMs = 30_000 }: KeyOptions = {},
): VerifyJwt {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const openKeys = (): Promise<JWTVerifyGetKey> =>
    (keys ??= findKeys(issuer, jwks, fetchJson)
      .then((url) => createRemoteJWKSet(url, { cooldownDuration: cooldownMs }))
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
    } catch (error) {
      return explain(error);
    }
  };
}

function toCaller({ sub = "", scope, scp, ...claims }: JWTPayload): Caller | Refusal {
  if (!isName(sub)) return refuse("The token's `sub` is no name that a budget can stand under.");
  const words = typeof scope === "string" ? scope.split(" ") : [scp ?? claims["permissions"] ?? []].flat();
  return { principal: sub, scopes: readScopes(words) };
}

/** Claims are read only where the signature is good: whoever makes one up learns nothing about them. */
function explain(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return refuse("The token has expired.");
  if (error instanceof errors.JWTClaimValidationFailed) return refuse(explainClaim(error));
  if (error instanceof errors.JOSEAlgNotAllowed) return refuse("The token is signed in no way that is taken here.");
  if (error instanceof errors.JWKSNoMatchingKey)
    return refuse("The token's key is a key that the issuer does not publish.");
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return refuse("The token's signature is not the issuer's.");
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) {
    return refuse("This is no token of the kind that the issuer makes.");
  }
  if (error instanceof NoKeys) return { status: 503, say: "The token's issuer does not say where its keys are." };
  return { status: 503, say: "The token's issuer cannot be reached for its keys." };
}

function explainClaim({ claim, reason }: errors.JWTClaimValidationFailed): string {
  if (reason === "missing") return `The token has no \`${claim}\`.`;
  if (claim === "iss") return "The token is of another issuer.";
  if (claim === "aud") return "The token was not made for this server.";
  if (claim === "nbf") return "The token is not valid yet.";
  return `The token's \`${claim}\` is not as it should be.`;
}

function refuse(say: string): Refusal {
  return { status: 401, say };
}

class NoKeys extends Error {}

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
    const { issuer: named, jwks_uri: found }: Metadata = Object(await reply.json());
    // Another's metadata would let another's keys in (RFC 8414, 3.3).
    if (named !== issuer) continue;
    if (typeof found === "string" && new URL(found).protocol === new URL(issuer).protocol) return new URL(found);
  }
  throw new NoKeys("the issuer does not say where its keys are");
}

interface Metadata {
  readonly issuer?: unknown;
  readonly jwks_uri?: unknown;
}
