import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Benchmark, BenchmarkContext, Row } from "../benchmark.ts";
import { findVendorDocument } from "../vendor-document.ts";
import { checkFile } from "./check-file.ts";
import { listCompletions } from "./list-completions.ts";
import { createSyntheticDocument } from "./synthetic-document.ts";
import {
  coreHead,
  createTypeProject,
  openApiFetchHead,
  type TypeProject,
  writeCoreCalls,
  writeFaceCalls,
  writeOpenApiFetchCalls,
} from "./type-project.ts";

const wrongPath = "/api/nowhere/v1";
const wrongCoreCall = `export const wrong = client.call("GET ${wrongPath}", {});`;
const wrongOpenApiFetchCall = `export const wrong = client.GET("${wrongPath}", {});`;

/** What the compiler does for a call. All figures are counts, the same in every run. */
export const typesBenchmark: Benchmark = {
  name: "types",
  title: "Types",
  method:
    "TypeScript checks files that call operations of the vendor's whole document; the figures are its own count of type " +
    "instantiations, less those of the same file without a call. The peer is openapi-fetch's own `Client<paths>` over " +
    "the same document. Completions are what TypeScript's language server offers for the first argument.",
  run: async (context) => {
    const { signal, progress } = context;
    progress("generating types of the vendor's document");
    const folder = await createFolder(context, "vendor");
    const project = await createTypeProject(folder, findVendorDocument(), { signal });
    const rows = [...(await countCalls(project, context)), ...(await countWrongPath(project, context))];
    rows.push(await countCompletions(project, context));
    const many = await createSyntheticProject(context, 10 * project.catalog.length);
    return [...rows, await countCompletions(many, context)];
  },
};

async function createFolder({ folder }: BenchmarkContext, name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  return path;
}

async function createSyntheticProject(context: BenchmarkContext, operations: number): Promise<TypeProject> {
  context.progress(`generating types of ${operations} operations`);
  const folder = await createFolder(context, "synthetic");
  const document = join(folder, "document.json");
  await writeFile(document, JSON.stringify(createSyntheticDocument(operations)));
  return createTypeProject(folder, document, { signal: context.signal });
}

async function countCalls(project: TypeProject, { signal, progress }: BenchmarkContext): Promise<Row[]> {
  const countBoth = async (calls: number): Promise<{ core: number; peer: number }> => {
    progress(`checking ${calls} calls`);
    const core = await checkFile(project, writeCoreCalls(project, calls), { signal });
    const peer = await checkFile(project, writeOpenApiFetchCalls(project, calls), { signal });
    const [problem] = [...core.errors, ...peer.errors];
    if (problem !== undefined) throw new Error(`a call that is right does not compile: ${problem}`);
    return { core: core.instantiations, peer: peer.instantiations };
  };
  const none = await countBoth(0);
  const one = await countBoth(1);
  const few = await countBoth(50);
  const many = await countBoth(100);
  const countFace = async (calls: number): Promise<number> =>
    (await checkFile(project, writeFaceCalls(project, calls), { signal })).instantiations;
  const further = (await countFace(100)) - (await countFace(50));
  return [
    {
      ...compare("each further call in openapi-fetch's manner", further / 50, (many.peer - few.peer) / 50),
      bar: { on: "ours", atMost: 60 },
    },
    compare("the first call", one.core - none.core, one.peer - none.peer),
    {
      ...compare("each further call", (many.core - few.core) / 50, (many.peer - few.peer) / 50),
      bar: { on: "ours", atMost: 40 },
    },
  ];
}

async function countWrongPath(project: TypeProject, { signal, progress }: BenchmarkContext): Promise<Row[]> {
  progress("checking a wrong path (openapi-fetch needs a while)");
  const core = await checkFile(project, [...coreHead, wrongCoreCall, ""].join("\n"), { signal });
  const peer = await checkFile(project, [...openApiFetchHead, wrongOpenApiFetchCall, ""].join("\n"), { signal });
  return [
    { ...compare("a wrong path", core.instantiations, peer.instantiations), bar: { on: "ours", atMost: 1000 } },
    {
      measure: "a wrong path's error",
      unit: "lines",
      ours: core.errors.length,
      peer: { name: "openapi-fetch", value: peer.errors.length },
      bar: { on: "ours", atLeast: 1, atMost: 1 },
    },
  ];
}

async function countCompletions(project: TypeProject, { progress }: BenchmarkContext): Promise<Row> {
  const operations = project.catalog.length;
  progress(`asking for completions of ${operations} operations`);
  const ours = await listCompletions(project, [...coreHead, 'client.call("|", {});', ""].join("\n"));
  const theirs = await listCompletions(project, [...openApiFetchHead, 'client.GET("|", {});', ""].join("\n"));
  return {
    measure: `completions, ${operations} operations`,
    unit: "entries",
    ours: ours.filter((label) => project.catalog.some(({ operation }) => operation === label)).length,
    peer: { name: "openapi-fetch", value: theirs.filter((label) => label.startsWith("/")).length },
    bar: { on: "ours", atLeast: operations },
  };
}

function compare(measure: string, ours: number, theirs: number): Row {
  const ratio = ours / theirs;
  return {
    measure: `instantiations, ${measure}`,
    unit: "",
    ours,
    peer: { name: "openapi-fetch", value: theirs },
    ratio: { lower: ratio, median: ratio, upper: ratio },
  };
}
