import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { startFaultServer } from "@just-one/testing";
import { expect, test } from "vitest";
import { makeHome, spread, token } from "./support/open-test-server.ts";
import { serveHere } from "./support/serve-here.ts";

/** Every way in which the token could leave without looking like it. */
const spellings = [
  token,
  encodeURIComponent(token),
  Array.from(token, (letter) => `%${(letter.codePointAt(0) ?? 0).toString(16)}`).join(""),
  Buffer.from(token).toString("base64").replace(/=+$/, ""),
  Buffer.from(token).toString("base64url"),
  Buffer.from(token).toString("hex"),
  Array.from(token).toReversed().join(""),
];

test("no byte that leaves holds the token, whatever the vendor repeats and however a call ends", async () => {
  await using vendor = await startFaultServer({
    respond: ({ params }) => {
      const spelling = spellings[Number(params["oAuthorId"])];
      return { url: `https://vendor.example/?token=${spelling}&x=1`, [`at ${spelling}`]: [spelling, { spelling }] };
    },
  });
  using home = makeHome();
  const bodies: string[] = [];
  const listen = async (input: string | URL, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init);
    bodies.push(JSON.stringify([...response.headers]));
    const text = await response.text();
    bodies.push(text);
    return new Response(response.status === 202 || response.status === 204 ? null : text, response);
  };
  const served = await serveHere(home, [], vendor);
  try {
    const client = new Client({ name: "sweep", version: "1" }, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
    await client.connect(new StreamableHTTPClientTransport(new URL(served.url), { fetch: listen }));
    const call = async (name: string, args: object): Promise<void> => {
      const { content } = await client.callTool({ name, arguments: { ...args } }).catch((error: unknown) => ({
        content: [{ type: "text", text: String(error) }],
      }));
      bodies.push(JSON.stringify(content));
    };
    for (const at of spellings.keys())
      await call("call_operation", { operation: spread, params: { oAuthorId: `${at}` } });
    for (const fault of ["400", "100", "cut-body", "reset-before-reply", "html-502", "redirect"] as const) {
      vendor.enqueue([fault]);
      await call("call_operation", { operation: spread, params: { oAuthorId: `9${fault}` } });
    }
    await call("call_many", {
      operation: spread,
      inputs: [{ oAuthorId: "0" }, { oAuthorId: "1" }],
      select: "url",
      maxCalls: 2,
    });
    await call("describe_operation", { operation: spread, example: true });
    await call("find_operations", { query: "spread" });
    await call("preview_call", { operation: spread, inputs: [{ oAuthorId: "0" }] });
    await call("get_spending", {});
    await client.close();
  } finally {
    await served[Symbol.asyncDispose]();
  }
  const files = readdirSync(home.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  expect(bodies.length).toBeGreaterThan(20);
  expect(files.length).toBeGreaterThan(0);
  // Reversed it is only looked for where nobody repeated it: no redactor can know every game.
  const written = [...bodies, ...served.logged, ...files].join("\n");
  for (const spelling of spellings.slice(0, -1)) expect(written).not.toContain(spelling);
});
