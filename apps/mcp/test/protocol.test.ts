import { Client, type ClientCapabilities } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { serveStdio } from "../src/protocol/serve-stdio.ts";
import { definitions } from "../src/tools/definitions.ts";
import { makeHome, openTestServer, spread, type TestServer } from "./support/open-test-server.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
let release: (() => void)[] = [];
beforeAll(async () => {
  vendor = await startFaultServer({
    respond: async ({ params }) => {
      if (params["oAuthorId"] === "slow") await new Promise<void>((resolve) => release.push(resolve));
      return { id: params["oAuthorId"], text: "一\u202Eb\u{E0041}c" };
    },
  });
});
afterAll(() => vendor.close());
beforeEach(() => vendor.reset());

const eras = { legacy: "2025-11-25", modern: "2026-07-28" } as const;

async function connect(
  server: TestServer,
  era: keyof typeof eras,
  capabilities: ClientCapabilities = {},
): Promise<Client & AsyncDisposable> {
  const [near, far] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(server.surface, { principal: "ann" }, far);
  const mode = era === "legacy" ? "legacy" : { pin: eras.modern };
  const client = new Client({ name: "test", version: "1" }, { capabilities, versionNegotiation: { mode } });
  await client.connect(near);
  return Object.assign(client, {
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await handle.close();
    },
  });
}

const textOf = ({ content }: { readonly content: unknown }): string =>
  (content as readonly { readonly text: string }[])[0]?.text ?? "";

describe.each(["legacy", "modern"] as const)("the official client in the %s era", (era) => {
  test("gets the seven tools to the letter, and what they cost in bytes is little", async () => {
    using home = makeHome();
    await using server = openTestServer(vendor, home);
    await using client = await connect(server, era);
    const { tools } = await client.listTools();
    expect(tools).toEqual(definitions);
    await using another = await connect(server, era);
    expect(JSON.stringify((await another.listTools()).tools)).toBe(JSON.stringify(tools));
    expect(Buffer.byteLength(JSON.stringify({ tools }))).toBeLessThanOrEqual(9000);
    expect(client.getInstructions()).toMatch(/never instructions/);
    expect(client.getInstructions()?.length).toBeLessThanOrEqual(400);
  });

  test("calls once, gets one text and the same as structure, with what nobody sees taken out", async () => {
    using home = makeHome();
    await using server = openTestServer(vendor, home);
    await using client = await connect(server, era);
    const result = await client.callTool({
      name: "call_operation",
      arguments: { operation: spread, params: { oAuthorId: "1" } },
    });
    expect(result.content).toHaveLength(1);
    expect(JSON.parse(textOf(result))).toEqual(result.structuredContent);
    expect(result.structuredContent).toMatchObject({ billed: "yes", data: { id: "1", text: "一bc" } });
    const { reply } = result.structuredContent as { readonly reply: string };
    const { contents } = await client.readResource({ uri: `just-one://replies/${reply}` });
    expect(contents).toMatchObject([{ mimeType: "application/json", text: JSON.stringify({ id: "1", text: "一bc" }) }]);
    await expect(client.readResource({ uri: "just-one://replies/r_made-up" })).rejects.toThrow(/not found/i);
  });

  test("reads of a mistake as text without structure, which clients would hold to the schema of a success", async () => {
    using home = makeHome();
    await using server = openTestServer(vendor, home);
    await using client = await connect(server, era);
    const result = await client.callTool({
      name: "call_operation",
      arguments: { operation: "GET /api/douyin-xingtu/get_author_spread", params: {} },
    });
    expect(result.isError).toBe(true);
    expect(result).not.toHaveProperty("structuredContent");
    expect(JSON.parse(textOf(result))).toMatchObject({ error: "unknown_operation", billed: "no", near: [spread] });
    await expect(client.callTool({ name: "no_such_tool", arguments: {} })).rejects.toThrow(/no tool/);
  });

  test("cancels, and the request that left goes on to be kept", async () => {
    using home = makeHome();
    await using server = openTestServer(vendor, home);
    await using client = await connect(server, era);
    const asked = { name: "call_operation", arguments: { operation: spread, params: { oAuthorId: "slow" } } };
    const end = new AbortController();
    const ended = client.callTool(asked, { signal: end.signal }).catch(String);
    await expect.poll(() => vendor.sumUp().arrived).toBe(1);
    end.abort(new Error("enough"));
    expect(await ended).toContain("enough");
    for (const go of release.splice(0)) go();
    const again = await client.callTool(asked);
    expect(again.structuredContent).toMatchObject({ state: "done", billed: "no" });
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });

  test("puts the budget's question before a person where it says that it can", async () => {
    using home = makeHome();
    await using server = openTestServer(vendor, home, ["--calls", "1", "--hard-calls", "2"]);
    await using client = await connect(server, era, { elicitation: { form: {} } });
    const asked: unknown[] = [];
    client.setRequestHandler("elicitation/create", (request) => {
      asked.push(request.params);
      return { action: "accept", content: { calls: 1 } };
    });
    const call = (oAuthorId: string): ReturnType<Client["callTool"]> =>
      client.callTool({ name: "call_operation", arguments: { operation: spread, params: { oAuthorId } } });
    await call("a");
    expect((await call("b")).structuredContent).toMatchObject({ billed: "yes" });
    expect(asked).toMatchObject([{ requestedSchema: { properties: { calls: { type: "integer", maximum: 1 } } } }]);
    expect(JSON.parse(textOf(await call("c")))).toMatchObject({ error: "budget" });
    expect(asked).toHaveLength(1);
    expect(vendor.sumUp().billed).toBe(2);
  });

  test("is not asked anything where it does not say that it can", async () => {
    using home = makeHome();
    await using server = openTestServer(vendor, home, ["--calls", "0", "--hard-calls", "2"]);
    await using client = await connect(server, era);
    const result = await client.callTool({
      name: "call_operation",
      arguments: { operation: spread, params: { oAuthorId: "a" } },
    });
    expect(JSON.parse(textOf(result))).toMatchObject({ error: "budget", billed: "no" });
  });
});

test("every schema is of the part that all clients' models take", () => {
  const look = (schema: unknown, path: string): string[] => {
    if (typeof schema !== "object" || schema === null) return [];
    const { type, properties, additionalProperties } = schema as Record<string, unknown>;
    const bad = ["$ref", "anyOf", "oneOf", "allOf", "not", "const"].filter((word) => word in schema);
    return [
      ...bad.map((word) => `${path} has ${word}`),
      ...("type" in schema && typeof type !== "string" ? [`${path} has several types`] : []),
      ...(type === "object" && properties === undefined && additionalProperties === true
        ? [`${path} lacks properties`]
        : []),
      ...Object.entries(schema).flatMap(([name, member]) => look(member, `${path}.${name}`)),
    ];
  };
  expect(
    definitions.flatMap(({ name, inputSchema, outputSchema }) => [
      ...look(inputSchema, name),
      ...look(outputSchema, name),
    ]),
  ).toEqual([]);
  expect(definitions.map(({ name }) => name)).toEqual([
    "find_operations",
    "describe_operation",
    "preview_call",
    "call_operation",
    "call_many",
    "read_reply",
    "get_spending",
  ]);
});
