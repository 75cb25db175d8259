import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { catalog } from "@just-one/api/catalog";
import { prose } from "@just-one/api/prose";
import { createClient } from "@just-one/core";
import { createFinder } from "@just-one/finder";
import { assertBilled, startFaultServer, startMockServer } from "@just-one/testing";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

// Every entry of every package loads; vitest's is for its own tests.
const { dependencies } = readJson("package.json");
for (const name of Object.keys(dependencies).filter((dependency) => dependency.startsWith("@just-one/"))) {
  const { exports = {} } = readJson(`node_modules/${name}/package.json`);
  const entries = Object.keys(exports).filter((entry) => !/json$|^\.\/vitest$/.test(entry));
  for (const entry of entries) await import(name + entry.slice(1));
}

function readJson(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

// A lost request is not sent again.
const server = await startFaultServer();
server.enqueue(["cut-body", "0"]);
const client = createClient({ token: "any", baseUrl: server.url });
assertBilled(await client.try(operation, { oAuthorId: "1" }), "unknown");
assert.deepEqual(server.sumUp(), { arrived: 1, billed: 1 });
assertBilled(await client.try(operation, { oAuthorId: "2" }));
await server.close();

// An operation is found by what somebody needs.
const finder = createFinder({ catalog, prose });
assert.equal(finder.find("星图达人 expected CPM").operations[0]?.operation, operation);

// The mock is what one adds, and nothing of it has come along.
for (const name of ["@stoplight", "@scarf"]) assert(!existsSync(new URL(`node_modules/${name}`, import.meta.url)));
await assert.rejects(startMockServer(), /npm install --save-dev @stoplight\/prism-http/);

// The command answers without it.
const main = new URL("node_modules/@just-one/cli/dist/main.js", import.meta.url);
const printed = execFileSync(process.execPath, [fileURLToPath(main), "call", operation, "oAuthorId=1", "--mock"], {
  stdio: "pipe",
});
assert.equal(JSON.parse(printed.toString()).meta.billing, "billed");

// A stack leads into our sources, past chunks whose names say where one is.
const thrown =
  'import("@just-one/core").then(({ createClient }) => createClient({ token: "any", baseUrl: "no address" }))';
const { stderr } = spawnSync(process.execPath, ["--enable-source-maps", "--eval", thrown], { encoding: "utf8" });
assert.match(stderr, /core\/src\/create-client\.ts/);
