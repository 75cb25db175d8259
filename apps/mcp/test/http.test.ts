import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect as connectSocket } from "node:net";
import { text } from "node:stream/consumers";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { startFaultServer } from "@just-one/testing";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Surface } from "../src/protocol/surface.ts";
import { limitCalls } from "../src/serve/limit-calls.ts";
import { createKey } from "../src/serve/key-file.ts";
import { readHttpSettings } from "../src/serve/http-settings.ts";
import { httpOptions } from "../src/settings/option-rows.ts";
import { parseOptions } from "../src/settings/parse-options.ts";
import { makeHome, spread } from "./support/open-test-server.ts";
import { type Served, serveHere } from "./support/serve-here.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
let release: (() => void)[] = [];
beforeAll(async () => {
  vendor = await startFaultServer({
    respond: async ({ params }) => {
      if (params["oAuthorId"] === "slow") await new Promise<void>((resolve) => release.push(resolve));
      return { id: params["oAuthorId"] };
    },
  });
});
afterAll(() => vendor.close());
beforeEach(() => vendor.reset());

const serve = (home: { readonly path: string }, args: readonly string[] = []): Promise<Served> =>
  serveHere(home, args, vendor);

async function connect(url: string, era: "legacy" | "modern", key?: string): Promise<Client & AsyncDisposable> {
  const mode = era === "legacy" ? "legacy" : { pin: "2026-07-28" };
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

const callOf = (oAuthorId: string): Parameters<Client["callTool"]>[0] => ({
  name: "call_operation",
  arguments: { operation: spread, params: { oAuthorId } },
});

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "x", version: "1" } },
};

/** A request as nobody's library would send it. */
async function post(
  url: string,
  headers: Record<string, string>,
  body: string = JSON.stringify(initialize),
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  const sent = request(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
  });
  sent.end(body);
  const [reply] = (await once(sent, "response")) as [IncomingMessage];
  reply.resume();
  return { status: reply.statusCode ?? 0, headers: reply.headers };
}

describe.each(["legacy", "modern"] as const)("the official client over HTTP in the %s era", (era) => {
  test("lists, calls and reads; two instances on one machine share what was paid for", async () => {
    using home = makeHome();
    await using one = await serve(home);
    await using two = await serve(home);
    await using client = await connect(one.url, era);
    expect((await client.listTools()).tools).toHaveLength(7);
    const first = await client.callTool(callOf("1"));
    expect(first.structuredContent).toMatchObject({ billed: "yes", data: { id: "1" } });
    await using elsewhere = await connect(two.url, era);
    expect((await elsewhere.callTool(callOf("1"))).structuredContent).toMatchObject({
      billed: "no",
      data: { id: "1" },
    });
    expect(vendor.sumUp().billed).toBe(1);
  });

  test("closes the stream and asks another instance again, which waits for the same request", async () => {
    using home = makeHome();
    await using one = await serve(home);
    await using two = await serve(home);
    await using client = await connect(one.url, era);
    const end = new AbortController();
    const ended = client.callTool(callOf("slow"), { signal: end.signal }).catch(String);
    await expect.poll(() => vendor.sumUp().arrived).toBe(1);
    end.abort(new Error("enough"));
    expect(await ended).toContain("enough");
    await using again = await connect(two.url, era);
    const answer = again.callTool(callOf("slow"));
    for (const go of release.splice(0)) go();
    expect((await answer).structuredContent).toMatchObject({ state: "done", billed: "no" });
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });
});

test("over HTTP, too, a person is asked where the client can ask, and an answer is good for nobody else", async () => {
  using home = makeHome();
  const file = join(home.path, "keys.json");
  const [ann, bob] = [createKey("ann"), createKey("bob")];
  writeFileSync(file, JSON.stringify({ keys: [ann.entry, bob.entry] }));
  await using server = await serve(home, ["--keys", file, "--calls", "0", "--hard-calls", "5"]);
  const capabilities = { elicitation: { form: {} } };
  const versionNegotiation = { mode: { pin: "2026-07-28" } };
  const client = new Client({ name: "test", version: "1" }, { capabilities, versionNegotiation });
  client.setRequestHandler("elicitation/create", () => ({ action: "accept", content: { calls: 1 } }));
  let state: unknown;
  const requestInit = { headers: { authorization: `Bearer ${ann.key}` } };
  const watch: typeof fetch = async (input, init) => {
    const body = typeof init?.body === "string" ? init.body : "{}";
    const { params } = JSON.parse(body) as { readonly params?: { readonly requestState?: unknown } };
    state ??= params?.requestState;
    return fetch(input, init);
  };
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url), { requestInit, fetch: watch }));
  expect((await client.callTool(callOf("asked"))).structuredContent).toMatchObject({ billed: "yes" });
  await client.close();
  const stolen = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: {
      ...callOf("stolen"),
      requestState: state,
      inputResponses: { budget: { action: "accept", content: { calls: 5 } } },
      _meta: {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": { name: "x", version: "1" },
        "io.modelcontextprotocol/clientCapabilities": capabilities,
      },
    },
  };
  const headers = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": "call_operation" };
  const reply = await fetch(server.url, {
    method: "POST",
    headers: {
      ...headers,
      authorization: `Bearer ${bob.key}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify(stolen),
  });
  expect(await reply.text()).toMatch(/Invalid or expired requestState/);
  expect(vendor.sumUp().billed).toBe(1);
});

test("keys let in whose hash is in the file, with their scopes, limits and name, until they are taken out", async () => {
  using home = makeHome();
  const file = join(home.path, "keys.json");
  const [ann, reader] = [createKey("ann"), createKey("reader")];
  const limited = { ...ann.entry, limits: { principalCalls: 1, hardCalls: 1 } };
  writeFileSync(file, JSON.stringify({ keys: [limited, { ...reader.entry, scopes: ["catalog"] }] }));
  await using server = await serve(home, ["--keys", file]);
  await using client = await connect(server.url, "modern", ann.key);
  expect((await client.callTool(callOf("1"))).structuredContent).toMatchObject({ billed: "yes" });
  expect((await client.callTool(callOf("2"))).content).toMatchObject([{ text: expect.stringContaining('"budget"') }]);
  await using looker = await connect(server.url, "legacy", reader.key);
  expect((await looker.callTool({ name: "find_operations", arguments: { query: "spread" } })).isError).toBeFalsy();
  expect((await looker.callTool(callOf("1"))).content).toMatchObject([
    { text: expect.stringContaining('"unauthorized"') },
  ]);

  const none = await post(server.url, {});
  expect([none.status, none.headers["www-authenticate"]]).toEqual([401, expect.stringMatching(/^Bearer /)]);
  expect((await post(server.url, { authorization: "Bearer jo_made-up" })).status).toBe(401);
  expect((await post(server.url, { authorization: `Bearer ${ann.key}` })).status).toBe(200);
  writeFileSync(file, JSON.stringify({ keys: [reader.entry] }));
  await expect.poll(async () => (await post(server.url, { authorization: `Bearer ${ann.key}` })).status).toBe(401);
  expect(JSON.stringify(server.logged)).not.toContain(ann.key);
});

test("a page of another site, and a name that is not ours, are sent away before anything is read", async () => {
  using home = makeHome();
  await using server = await serve(home, ["--origin", "https://agents.example"]);
  const hostile = [
    { host: "evil.example" },
    { host: "localhost.evil.example:4181" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://agents.example.evil.example" },
  ];
  for (const headers of hostile) expect((await post(server.url, headers, "{")).status).toBe(403);
  const known = await post(server.url, { origin: "https://agents.example" });
  expect([known.status, known.headers["access-control-allow-origin"]]).toEqual([200, "https://agents.example"]);
  expect((await post(server.url, { host: "LOCALHOST:1" })).status).toBe(200);
  expect((await post(server.url, {}, `{"x":"${"y".repeat(1_100_000)}"}`)).status).toBe(413);
  expect((await fetch(server.url.replace("/mcp", "/healthz"))).status).toBe(200);
  expect((await fetch(server.url.replace("/mcp", "/other"))).status).toBe(404);
});

test("a first line that names another host is sent away, and a client that will close is not kept waiting", async () => {
  using home = makeHome();
  await using server = await serve(home);
  const { host, port } = new URL(server.url);
  const body = JSON.stringify(initialize);
  const say = async (line: string): Promise<string> => {
    const socket = connectSocket(Number(port), "127.0.0.1");
    const headers = ["content-type: application/json", "accept: application/json, text/event-stream"];
    const head = [line, `host: ${host}`, "connection: close", ...headers, `content-length: ${body.length}`];
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
    return text(socket); // all until the server closes
  };
  expect(await say("POST http://evil.example/mcp HTTP/1.1")).toMatch(/^HTTP\/1.1 403/);
  const told = await say("POST /mcp HTTP/1.1");
  expect(told).toMatch(/^HTTP\/1.1 200/);
  expect(told).toMatch(/connection: close/i);
});

test("calls of tools are counted, however many a request holds, for each principal", async () => {
  const limited = limitCalls(surface, 2);
  const context = { mayCall: true, canAsk: false, signal: new AbortController().signal };
  const ask = (principal: string): ReturnType<typeof limited.call> => limited.call("x", {}, { ...context, principal });
  const answers = await Promise.all(["ann", "ann", "ann", "bob"].map(ask));
  expect(answers.map((answer) => ("error" in answer ? answer.error : "done"))).toEqual([
    "done",
    "done",
    expect.objectContaining({ billed: "no", retry: "later" }),
    "done",
  ]);
});

const surface: Surface = {
  version: "1",
  instructions: "",
  tools: [],
  call: () => Promise.resolve({ value: {} }),
  readReply: () => Promise.resolve(undefined),
  readSecret: () => Promise.resolve(new Uint8Array(32)),
};

test("tokens of the issuer let in whom they are for, and tell a client without one where to get it", async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const stranger = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "k", alg: "ES256" };
  const issuerServer = createServer((incoming, reply) => {
    const found = incoming.url === "/keys" ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` };
    reply.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(found));
  }).listen(0, "127.0.0.1");
  await once(issuerServer, "listening");
  const issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
  const audience = "https://mcp.example/mcp";
  try {
    using home = makeHome();
    await using server = await serve(home, ["--issuer", issuer, "--audience", audience]);
    const sign = (claims: object, key = privateKey, expiry: string | undefined = "5m"): Promise<string> => {
      const jwt = new SignJWT({ sub: "ann", iss: issuer, aud: audience, scope: "catalog call", ...claims });
      if (expiry !== undefined && expiry !== "") jwt.setExpirationTime(expiry);
      return jwt.setProtectedHeader({ alg: "ES256", kid: "k" }).sign(key);
    };
    const statusOf = async (jwt: string): Promise<number> =>
      (await post(server.url, { authorization: `Bearer ${jwt}` })).status;
    expect(await statusOf(await sign({}))).toBe(200);
    expect(await statusOf(await sign({ scope: undefined, scp: ["catalog"] }))).toBe(200);
    expect(await statusOf(await sign({ scope: "other" }))).toBe(403);
    for (const bad of [
      sign({ aud: "https://other.example" }),
      sign({ iss: "https://other.example" }),
      sign({ sub: undefined }),
      sign({ sub: "a,b" }),
      sign({}, stranger.privateKey),
      sign({}, privateKey, ""),
      sign({}, privateKey, "-5m"),
      Promise.resolve(
        `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from("{}").toString("base64url")}.`,
      ),
    ]) {
      expect(await statusOf(await bad)).toBe(401);
    }
    const expired = await post(server.url, { authorization: `Bearer ${await sign({}, privateKey, "-5m")}` });
    expect(expired.headers["www-authenticate"]).toContain('error_description="The token has expired."');
    const metadata = "https://mcp.example/.well-known/oauth-protected-resource/mcp";
    expect((await post(server.url, {})).headers["www-authenticate"]).toContain(`resource_metadata="${metadata}"`);
    const told = await fetch(server.url.replace("/mcp", new URL(metadata).pathname));
    expect(await told.json()).toMatchObject({ resource: audience, authorization_servers: [issuer] });
    await using client = await connect(server.url, "modern", await sign({ sub: "bob" }));
    expect((await client.callTool(callOf("jwt"))).structuredContent).toMatchObject({ billed: "yes" });
    await expect.poll(() => server.logged.join("")).toContain('"principal":"bob"');
  } finally {
    issuerServer.close();
  }
});

test("a proxy that is trusted says who the user is, once and from its own address only", async () => {
  using home = makeHome();
  const args = ["--host", "0.0.0.0", "--allowed-host", "mcp.example", "--identity-header", "x-user", "--trusted-proxy"];
  await using server = await serve(home, [...args, "127.0.0.1"]);
  const url = server.url.replace("0.0.0.0", "127.0.0.1");
  const host = "mcp.example";
  expect((await post(url, { host, "x-user": "ann" })).status).toBe(200);
  expect((await post(url, { host })).status).toBe(401);
  expect((await post(url, { host, "x-user": "ann, bob" })).status).toBe(401);
  expect((await post(url, { "x-user": "ann" })).status).toBe(403);
  await using stranger = await serve(home, [...args, "10.0.0.4"]);
  expect((await post(stranger.url.replace("0.0.0.0", "127.0.0.1"), { host, "x-user": "ann" })).status).toBe(401);
});

test.each([
  [["--host", "0.0.0.0"], /spend the account's money/],
  [["--host", "::"], /spend the account's money/],
  [["--host", "0.0.0.0", "--keys", "k.json"], /--allowed-host/],
  [["--host", "0.0.0.0", "--identity-header", "x-user", "--allowed-host", "a.example"], /go together/],
  [["--identity-header", "x-user", "--trusted-proxy", "10.0.0.4"], /pretend to be it/],
  [["--issuer", "https://id.example"], /--audience/],
  [["--issuer", "http://id.example", "--audience", "https://mcp.example"], /https/],
  [["--origin", "https://a.example/path"], /without a path/],
  [["--origin", "*"], /without a path/],
])("refuses to serve with %j", (args, message) => {
  expect(() => readHttpSettings(parseOptions(args, httpOptions))).toThrow(message);
});
