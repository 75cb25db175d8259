import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createVerifyJwt } from "../src/serve/jwt.ts";

const audience = "https://mcp.example/mcp";
type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let first: Pair;
let second: Pair;
let published: readonly string[] = ["first"];
let metadata: object = {};
let isDown = false;
let issuer = "";

const server = createServer((incoming, reply) => {
  if (isDown) incoming.socket.destroy();
  else void answer(incoming.url === "/keys").then((body) => reply.writeHead(200, json).end(JSON.stringify(body)));
});
const json = { "content-type": "application/json" };

async function answer(isKeys: boolean): Promise<object> {
  if (!isKeys) return { issuer, jwks_uri: `${issuer}/keys`, ...metadata };
  const pairs = Object.entries({ first, second }).filter(([kid]) => published.includes(kid));
  const keys = pairs.map(async ([kid, pair]) => Object.assign(await exportJWK(pair.publicKey), { kid, alg: "ES256" }));
  return { keys: await Promise.all(keys) };
}

beforeAll(async () => {
  [first, second] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  published = ["first"];
  metadata = {};
  isDown = false;
});

function sign(claims: object = {}, key = first.privateKey, kid = "first"): Promise<string> {
  const inFiveMinutes = Math.floor(Date.now() / 1000) + 300;
  const all = { sub: "ann", iss: issuer, aud: audience, exp: inFiveMinutes, scope: "call", ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: "ES256", kid }).sign(key);
}

const open = (more: object = {}) => createVerifyJwt({ issuer, audience, ...more });
const none = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

test.each([
  ["of another issuer", () => sign({ iss: "https://other.example" }), /another issuer/],
  ["for another server", () => sign({ aud: "https://other.example" }), /not made for this server/],
  ["that has ended", () => sign({ exp: 1_000_000_000 }), /expired/],
  ["without an end", () => sign({ exp: undefined }), /has no `exp`/],
  ["that is not valid yet", () => sign({ nbf: 32_503_680_000 }), /not valid yet/],
  ["of nobody", () => sign({ sub: undefined }), /has no `sub`/],
  ["of two at once", () => sign({ sub: "a,b" }), /`sub` is no name/],
  ["that is signed with another's key", () => sign({}, second.privateKey), /signature/],
  ["without a signature", async () => `${none({ alg: "none" })}.${none({ sub: "ann" })}.`, /signed in no way/],
  ["signed with a secret", () => signWithSecret(), /signed in no way/],
  ["of a key that nobody has published", () => sign({}, second.privateKey, "second"), /key that the issuer does not/],
  ["that is none", async () => "made.up.words", /no token of the kind/],
])("a token %s is refused in one sentence", async (_kind, make, say) => {
  const refused = await open()(await make());
  expect(refused).toEqual({ status: 401, say: expect.stringMatching(say) });
  expect(JSON.stringify(refused)).toMatch(/^\{"status":401,"say":"[^."]+\."\}$/);
});

function signWithSecret(): Promise<string> {
  const claims = { sub: "ann", iss: issuer, aud: audience, exp: 32_503_680_000 };
  return new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "first" }).sign(Buffer.from("x".repeat(32)));
}

test("metadata of somebody else name no keys of this issuer", async () => {
  metadata = { issuer: "https://other.example" };
  expect(await open()(await sign())).toMatchObject({ status: 503, say: expect.stringMatching(/where its keys are/) });
});

test("while the issuer cannot be reached a good token is not called a bad one, and is taken once it can", async () => {
  isDown = true;
  const verify = open();
  const token = await sign();
  expect(await verify(token)).toMatchObject({ status: 503, say: expect.stringMatching(/cannot be reached/) });
  isDown = false;
  expect(await verify(token)).toMatchObject({ principal: "ann" });
  // Keys that are here already do for a while.
  isDown = true;
  expect(await verify(token)).toMatchObject({ principal: "ann" });
});

test("keys that are named in the settings and cannot be read are told the same way", async () => {
  isDown = true;
  expect(await open({ jwks: `${issuer}/keys` })(await sign())).toMatchObject({ status: 503 });
});

test("an issuer that changes its keys is followed without a restart", async () => {
  const verify = createVerifyJwt({ issuer, audience }, fetch, { cooldownMs: 0 });
  expect(await verify(await sign())).toMatchObject({ principal: "ann" });
  published = ["second"];
  expect(await verify(await sign({ sub: "bob" }, second.privateKey, "second"))).toMatchObject({ principal: "bob" });
  expect(await verify(await sign())).toMatchObject({ status: 401 });
});
