import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readCatalog, readProse } from "@just-one/document";
import { createFinder } from "@just-one/finder";
import { startFaultServer } from "@just-one/testing";
import { type Benchmark, type BenchmarkContext, type Row, Skip } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import { findVendorDocument } from "../vendor-document.ts";
import { countTokens, greeting, readTalk, type ToolCall, writeTalk } from "./talk.ts";
import { type AgentTask, searches, tasks } from "./tasks.ts";
import { type WholeOperation, wholeReplyServer } from "./whole-reply-server.ts";

const command = fileURLToPath(new URL("../../../../apps/mcp/dist/main.js", import.meta.url));
const hello = fileURLToPath(new URL("hello.ts", import.meta.url));

/** What agents pay in tokens, and what a host waits for. */
export const mcpBenchmark: Benchmark = {
  name: "mcp",
  title: "Agents",
  method:
    "The built `just-one-mcp` over standard streams with the vendor's whole document pulled, before a server that answers with the " +
    "vendor's published examples. Whole tasks (list of tools, find, describe, call) against a server of the same idea that returns " +
    "all it has; tokens are bytes by four on both sides. Processor time to `initialize` against the SDK's smallest server.",
  run: async (context) => [...(await measureTasks(context)), ...(await measureStart(context)), await weigh()],
};

async function measureTasks({ folder, signal, progress }: BenchmarkContext): Promise<Row[]> {
  const document = findVendorDocument();
  const operations = await pull(await readFile(document, "utf8"), folder);
  const finder = createFinder({
    catalog: operations.map(({ entry }) => entry),
    prose: { platforms: [], operations: operations.map(({ prose }) => prose) },
  });
  const byName = new Map(operations.map((operation) => [operation.entry.operation, operation]));
  const listFound = (query: string): WholeOperation[] =>
    finder.find(query, { limit: 8 }).operations.flatMap(({ operation }) => byName.get(operation) ?? []);
  const examples = await Promise.all(tasks.map(({ example }) => readExample(document, example)));
  const rows: Row[] = [];
  let [oursSum, peerSum] = [0, 0];
  for (const [at, task] of tasks.entries()) {
    progress(task.name);
    const data = examples[at];
    await using vendor = await startFaultServer({ respond: () => data });
    const talk = await talkTo(writeTaskCalls(task), { folder, signal, url: vendor.url });
    const ours = countTokens(talk.tools) + talk.answers.reduce((sum, answer) => sum + countTokens(answer), 0);
    const whole = byName.get(task.operation);
    if (whole === undefined) throw new Error(`the document has no ${task.operation}`);
    const peer =
      listTokens +
      [wholeReplyServer.search(listFound(task.query)), wholeReplyServer.schema(whole)]
        .concat(task.inputs.map(() => wholeReplyServer.call(data)))
        .reduce((sum, text) => sum + countTokens(text), 0);
    oursSum += ours;
    peerSum += peer;
    rows.push({ measure: task.name, unit: "tokens", ours, peer: { name: "all it has", value: peer } });
  }
  const ratio = oursSum / peerSum;
  const free = await measureFree(operations, { folder, signal });
  return [
    ...rows,
    {
      measure: "all four tasks",
      unit: "tokens",
      ours: oursSum,
      peer: { name: "all it has", value: peerSum },
      ratio: { lower: ratio, median: ratio, upper: ratio },
      bar: { on: "ratio", atMost: 0.25 },
    },
    ...free,
  ];
}

/** The list of the vendor's own server, as rebuilt from its descriptors. */
const listTokens = 957;

function writeTaskCalls({ query, operation, inputs, select }: AgentTask): ToolCall[] {
  const [params] = inputs;
  return [
    { name: "find_operations", arguments: { query } },
    { name: "describe_operation", arguments: { operation } },
    inputs.length > 1
      ? { name: "call_many", arguments: { operation, inputs, select, maxCalls: inputs.length } }
      : { name: "call_operation", arguments: { operation, params, select } },
  ];
}

/** The free tools, with what somebody looks for who looks around. */
async function measureFree(
  operations: readonly WholeOperation[],
  context: Pick<BenchmarkContext, "folder" | "signal">,
): Promise<Row[]> {
  const finds = searches.map((query) => ({ name: "find_operations", arguments: { query } }));
  const described = operations.filter((_operation, at) => at % 9 === 0).map(({ entry }) => entry.operation);
  const describes = described.map((operation) => ({ name: "describe_operation", arguments: { operation } }));
  const { tools, answers } = await talkTo([...finds, ...describes], { ...context, url: "http://127.0.0.1:9" });
  const tokens = answers.map(countTokens);
  return [
    {
      measure: "list of tools",
      unit: "bytes",
      ours: Buffer.byteLength(`{"tools":${tools}}`),
      bar: { on: "ours", atMost: 9000 },
    },
    {
      measure: "an answer of find_operations",
      unit: "tokens",
      ours: computeQuartiles(tokens.slice(0, finds.length)).median,
      bar: { on: "ours", atMost: 250 },
    },
    {
      measure: "an answer of describe_operation",
      unit: "tokens",
      ours: computeQuartiles(tokens.slice(finds.length)).median,
      bar: { on: "ours", atMost: 250 },
    },
  ];
}

async function talkTo(
  calls: readonly ToolCall[],
  { folder, signal, url }: Pick<BenchmarkContext, "folder" | "signal"> & { readonly url: string },
): Promise<ReturnType<typeof readTalk>> {
  const { stdout } = await runNodeWell([command], {
    signal,
    input: writeTalk(calls),
    // The list and the greeting are answered, too.
    isAnswered: (said) => said.split("\n").filter((line) => line.includes('"result"')).length >= calls.length + 2,
    environment: {
      JUST_ONE_TOKEN: "made-up-token-of-a-benchmark",
      JUST_ONE_BASE_URL: url,
      XDG_DATA_HOME: join(folder, "data"),
      XDG_STATE_HOME: join(folder, "state"),
    },
  });
  return readTalk(stdout, calls.length);
}

/** Puts the document where the command looks for what a user has pulled. */
async function pull(text: string, folder: string): Promise<WholeOperation[]> {
  const [catalog, prose] = [readCatalog(text), readProse(text)];
  const file = join(folder, "data", "just-one", "catalog.json");
  await mkdir(dirname(file), { recursive: true });
  const sha256 = createHash("sha256").update(text).digest("hex");
  const pulledAt = new Date().toISOString();
  await writeFile(
    file,
    JSON.stringify({ version: 1, pulledAt, source: "bench", sha256, document: text, catalog, prose }),
  );
  const told = new Map(prose.operations.map((each) => [each.operation, each]));
  return catalog.flatMap((entry) => {
    const own = told.get(entry.operation);
    return own === undefined ? [] : [{ entry, prose: own }];
  });
}

async function readExample(document: string, name: string): Promise<unknown> {
  try {
    const text = await readFile(join(dirname(document), "examples", `${name}.json`), "utf8");
    // Safe: the vendor publishes its examples in this form.
    return (JSON.parse(text) as { example: { data: unknown } }).example.data;
  } catch {
    throw new Skip("the vendor's published examples are not here; JUST_ONE_VENDOR_DIR names their folder");
  }
}

async function measureStart({ isQuick, signal, progress }: BenchmarkContext): Promise<Row[]> {
  const rounds = isQuick ? 6 : 20;
  const environment = { JUST_ONE_TOKEN: "made-up-token-of-a-benchmark" };
  const samples = await measureRounds({
    rounds,
    contenders: {
      ours: () => runNodeWell([command], { signal, input: greeting, environment }),
      peer: () => runNodeWell([hello], { signal, input: greeting }),
    },
    onRound: (round) => progress(`start ${round + 1} of ${rounds}`),
  });
  const [ours, peer] = [samples.ours, samples.peer].map((runs) => runs.map(({ cpuMs }) => cpuMs));
  if (ours === undefined || peer === undefined) throw new Error("both were measured");
  return [
    {
      measure: "processor time to initialize",
      unit: "ms",
      ours: computeQuartiles(ours).median,
      peer: { name: "the SDK's hello world", value: computeQuartiles(peer).median },
      ratio: computeRatios(ours, peer),
      bar: { on: "ratio", atMost: 0.75 },
    },
  ];
}

async function weigh(): Promise<Row> {
  const size = gzipSync(await readFile(command)).length;
  return { measure: "the file, after gzip", unit: "kB", ours: size / 1024, bar: { on: "ours", atMost: 320 } };
}
