import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { listPackages } from "../src/packages/list-packages.ts";
import { runTool } from "../src/run-tool.ts";
import { readAdvisories } from "./support/read-advisories.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const list = new URL("../../../docs/run-time-dependencies.md", import.meta.url);

/** Licences that ask for nothing but their own text. */
const permissive = /^\(?(?:0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|CC0-1\.0|ISC|MIT|Python-2\.0|Unlicense)\b/u;

interface Dependency {
  readonly name: string;
  readonly license: string;
}

async function listDependencies(): Promise<Dependency[]> {
  const filters = (await listPackages(root)).flatMap(({ manifest }) => ["--filter", manifest.name]);
  const { stdout } = await runTool(["pnpm", ...filters, "licenses", "list", "--prod", "--json"], { cwd: root });
  // Safe: pnpm documents this output.
  const dependencies = Object.values(JSON.parse(stdout) as Record<string, Dependency[]>).flat();
  return dependencies.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

test("every run-time dependency of what is published is listed, with a licence that asks for nothing", async () => {
  const dependencies = await listDependencies();
  expect(dependencies.filter(({ license }) => !permissive.test(license))).toEqual([]);
  const rows = dependencies.map(({ name, license }) => `- ${name}: ${license}`);
  const head =
    "What comes along with the published packages at run time, and its licences. Written by\n`vitest run -u` in `tooling/release`, which fails on a licence that is not permissive.\n";
  await expect(`# Run-time dependencies\n\n${head}\n${rows.join("\n")}\n`).toMatchFileSnapshot(fileURLToPath(list));
});

describe("known vulnerabilities", async () => {
  const advisories = await readAdvisories();
  const file = new URL("../accepted-advisories.json", import.meta.url);
  // Safe: the tests below are about this file, and fail when it is something else.
  const accepted = JSON.parse(await readFile(file, "utf8")) as Record<string, string>;

  test.skipIf(advisories === undefined)(
    `each finding of pnpm audit is explained${advisories === undefined ? " (skipped: the registry answers no audits)" : ""}`,
    () => {
      expect(advisories).toEqual(Object.keys(accepted).toSorted());
      expect(Object.values(accepted).filter((reason) => reason.length < 40)).toEqual([]);
    },
  );

  test("a registry that answers audits is asked about every dependency, and its findings are heard", async () => {
    const finding = { id: 1, title: "Marked", severity: "high", vulnerable_versions: ">=0", cwe: [], cvss: {} };
    const url = "https://github.com/advisories/GHSA-2222-3333-4444";
    await using registry = await startAuditRegistry(200, { "openapi-fetch": [{ ...finding, url }] });
    expect(await readAdvisories(registry.url)).toEqual(["GHSA-2222-3333-4444"]);
    expect(registry.asked).toEqual(expect.arrayContaining(["commander", "openapi-fetch", "vitest"]));
  });

  test("one without findings is clean, one that answers no audits is no clean one", async () => {
    await using clean = await startAuditRegistry(200, {});
    await using silent = await startAuditRegistry(405, { error: "marked" });
    expect(await readAdvisories(clean.url)).toEqual([]);
    expect(await readAdvisories(silent.url)).toBeUndefined();
  });
});

interface AuditRegistry extends AsyncDisposable {
  readonly url: string;
  /** Names of the packages that it was asked about. */
  readonly asked: string[];
}

/** A registry that gives every audit the same answer. */
async function startAuditRegistry(status: number, answer: object): Promise<AuditRegistry> {
  const asked: string[] = [];
  const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    asked.push(...Object.keys(Object(JSON.parse(await text(request)))));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  };
  const server = createServer((request, response) => void reply(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Safe: it listens on a port.
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
