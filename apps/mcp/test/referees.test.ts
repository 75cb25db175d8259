import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findRuntime } from "@just-one/vitest/find-runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeHome, spread } from "./support/open-test-server.ts";
import { type Served, serveHere } from "./support/serve-here.ts";

const run = promisify(execFile);
const home = makeHome();
let server: Served;
beforeAll(async () => {
  server = await serveHere(home, ["--mock"]);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  home[Symbol.dispose]();
});

/** A program of an installed package; absent where it is not installed. */
function findProgram(name: string, path: string): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  for (const folder of resolve.paths(name) ?? []) {
    try {
      return resolve(join(folder, name, path));
    } catch {
      // further up, or nowhere
    }
  }
  return undefined;
}

const conformance = findProgram("@modelcontextprotocol/conformance", "dist/index.js");
const inspector = findRuntime("mcp-inspector");
const skipped = (program: string | undefined): string =>
  program === undefined ? " (skipped: it is not installed)" : "";
// What tests start needs no more of the environment.
const env = { PATH: process.env["PATH"] ?? "", HOME: home.path };

const outputOf = (revision: string): string => join(home.path, revision);

describe.skipIf(conformance === undefined)(`the official conformance suite${skipped(conformance)}`, () => {
  const revisions = ["2025-11-25", "2026-07-28"];
  // Side by side: each waits more than it works.
  beforeAll(async () => {
    await Promise.all(
      revisions.map(async (revision) => {
        const args = ["server", "--url", server.url, "--requirements", revision, "-o", outputOf(revision)];
        // It ends with 1 where a check fails; which ones may is said by the file.
        await run(process.execPath, [conformance ?? "", ...args], { env, cwd: home.path }).catch(() => undefined);
      }),
    );
  });

  test.each(revisions)(
    "finds in the revision of %s no other fault than that the tools it was made for are missing",
    async (revision) => {
      const output = outputOf(revision);
      const failed = readdirSync(output).flatMap((name) => {
        const scenario = name.replace(/^server-/, "").replace(/-\d{4}-\d\d-\d\dT.*$/, "");
        const checks = JSON.parse(readFileSync(join(output, name, "checks.json"), "utf8")) as readonly Check[];
        return checks.flatMap(({ id, status }) => (status === "FAILURE" ? [`${scenario}:${id}`] : []));
      });
      await expect(`${[...new Set(failed)].toSorted().join("\n")}\n`).toMatchFileSnapshot(
        join(dirname(import.meta.filename), `conformance-${revision}.txt`),
      );
      expect(
        failed.filter((name) =>
          /^(?:tools-list|resources-list|ping|server-initialize|dns|http-header|sep-2164)/.test(name),
        ),
      ).toEqual([]);
    },
  );
});

interface Check {
  readonly id: string;
  readonly status: string;
}

test.skipIf(inspector === undefined)(
  `the Inspector's strict look at the schemas finds nothing${skipped(inspector)}`,
  async () => {
    const args = [inspector ?? "", "--cli", server.url, "--method", "tools/list", "--strict"];
    const { stdout, stderr } = await run(process.execPath, args, { env, cwd: home.path });
    expect(stderr).toBe("");
    expect((JSON.parse(stdout) as { readonly tools: readonly unknown[] }).tools).toHaveLength(7);
  },
);

test("a client of the SDK's first version lists, calls and reads", async () => {
  const { Client } = await import("@modelcontextprotocol/sdk/client/index.js");
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
  const client = new Client({ name: "old", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(server.url));
  await client.connect(transport);
  expect((await client.listTools()).tools).toHaveLength(7);
  const call = { name: "call_operation", arguments: { operation: spread, params: { oAuthorId: "1" } } };
  const first = await client.callTool(call);
  expect(first.structuredContent).toMatchObject({ state: "done", billed: "yes" });
  expect((await client.callTool(call)).structuredContent).toMatchObject({ billed: "no" });
  await client.close();
});
