import { access } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../run-tool.ts";
import { checkTypes, type Resolution } from "./check-types.ts";
import { createConsumer, type ConsumerOptions } from "./create-consumer.ts";
import type { Published } from "./publish-release.ts";
import { serveMock } from "./serve-mock.ts";

/** Says in a sentence what is done now, does it, and remembers it. */
export type Step = (sentence: string, action: () => Promise<void>) => Promise<void>;

const compilers = {
  "typescript-5.9": "npm:typescript@5.9.3",
  "typescript-6": "npm:typescript@6.0.3",
  "typescript-7": "npm:typescript@7.0.2",
};
const resolutions: readonly Resolution[] = ["nodenext", "bundler"];
/** Node 22 comes as the plain binary package, which has no install script. */
const node22 = `npm:node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}@22.23.3`;

const expected = JSON.stringify({ billing: "billed", hasData: true, isJudged: true, lean: true });

/** Lets one clean consumer install, type-check, call, bundle and use the command, all from the registry. */
export async function checkConsumer(
  folder: string,
  { npmrc, published, step }: { npmrc: string; published: Published; step: Step },
): Promise<void> {
  const options = { npmrc, dependencies: listDependencies(published) };
  await step("a clean consumer installs every package", () => createConsumer(folder, options));
  for (const compiler of Object.keys(compilers)) {
    for (const resolution of resolutions) {
      await step(`${compiler} with moduleResolution ${resolution} accepts it`, () =>
        checkTypes(folder, { program: "call.ts", compiler, resolution }),
      );
    }
  }
  const mock = await serveMock(folder);
  try {
    await step(`Node ${process.versions.node} calls the mock`, () =>
      expectCall(folder, mock.url, [process.execPath, "call.ts"]),
    );
    await step("Node 22 calls the mock", () => callWithNode22(`${folder}-22`, mock.url, options));
    await step("a bundle of esbuild calls the mock", () => callBundle(folder, mock.url, "esbuild"));
    await step("a bundle of rolldown calls the mock", () => callBundle(folder, mock.url, "rolldown"));
    await step("the command just-one calls the mock", () => callCommand(folder, mock.url));
  } finally {
    await mock.close();
  }
}

function listDependencies(published: Published): Record<string, string> {
  const own = Object.entries(published).map(([name, version]) => [name, `^${version}`]);
  const peers = { "@opentelemetry/api": "1.10.0", "@stoplight/prism-http": "5.16.0" };
  const tools = { "@types/node": "24.10.1", esbuild: "0.28.2", rolldown: "1.2.19" };
  return { ...Object.fromEntries(own), ...peers, ...tools, ...compilers };
}

async function expectCall(folder: string, url: string, command: readonly [string, ...string[]]): Promise<void> {
  const { stdout } = await runTool(command, { cwd: folder, env: { JUST_ONE_BASE_URL: url } });
  if (stdout.trim() !== expected) throw new Error(`expected ${expected}, but the call printed ${stdout.trim()}`);
}

/** The mock needs Node 24, the client does not: so the client has a project of its own, without the mock. */
async function callWithNode22(folder: string, url: string, { npmrc, dependencies }: ConsumerOptions): Promise<void> {
  const own = Object.entries(dependencies).filter(([name]) => name === "@just-one/api" || name === "@just-one/core");
  await createConsumer(folder, { npmrc, dependencies: { ...Object.fromEntries(own), "node-22": node22 } });
  const windows = join(folder, "node_modules/node-22/bin/node.exe");
  const node = await access(windows).then(
    () => windows,
    () => join(folder, "node_modules/node-22/bin/node"),
  );
  await expectCall(folder, url, [node, "--experimental-strip-types", "--no-warnings", "call.ts"]);
}

async function callBundle(folder: string, url: string, bundler: "esbuild" | "rolldown"): Promise<void> {
  const file = `bundle.${bundler}.mjs`;
  const commands = {
    esbuild: ["exec", "esbuild", "call.ts", "--bundle", "--format=esm", "--platform=neutral", `--outfile=${file}`],
    rolldown: ["exec", "rolldown", "call.ts", "--format", "esm", "--platform", "neutral", "--file", file],
  };
  await runTool(["pnpm", ...commands[bundler]], { cwd: folder });
  await expectCall(folder, url, [process.execPath, file]);
}

async function callCommand(folder: string, url: string): Promise<void> {
  const call = [
    "call",
    "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
    "oAuthorId=6800000000000000001",
  ];
  const main = join(folder, "node_modules/@just-one/cli/dist/main.js");
  const env = { JUST_ONE_BASE_URL: url, JUST_ONE_TOKEN: "marked-token-for-rehearsal" };
  const { stdout } = await runTool([process.execPath, main, ...call, "--format", "json"], { cwd: folder, env });
  JSON.parse(stdout);
}
