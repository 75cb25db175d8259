import { execFile } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** One step of a workflow's job, as far as the tests run it. */
export interface Step {
  name?: string;
  env?: Record<string, string>;
  run?: string;
}

/** One job of a workflow. */
export interface Job {
  env?: Record<string, string>;
  steps: Step[];
}

/** What the shell of a workflow's jobs left behind. */
export interface WorkflowRun {
  code: number;
  output: string;
}

/** Reads the jobs of a workflow, in their order. */
export async function readJobs(file: string): Promise<Job[]> {
  const workflow: { jobs: Record<string, Job> } = parse(await readFile(file, "utf8"));
  return Object.values(workflow.jobs);
}

/**
 * Runs the shell steps of jobs as runners do: expressions filled in, each job in a checkout of its own, with nothing of
 * the one before it but the folder `hand-over`, and nothing after a step that fails.
 */
export async function runJobs(
  jobs: readonly Job[],
  {
    cwd,
    env,
    values,
    checkOut,
  }: {
    cwd: string;
    env: Record<string, string>;
    values: Record<string, string>;
    checkOut: () => Promise<void>;
  },
): Promise<WorkflowRun> {
  const run: WorkflowRun = { code: 0, output: "" };
  let artefact: string | undefined;
  for (const { steps, env: ofJob } of jobs) {
    if (run.code !== 0) break;
    const folder = await makeTemporaryFolder();
    if (artefact !== undefined) await cp(artefact, join(folder, "hand-over"), { recursive: true });
    artefact = join(folder, "hand-over");
    await checkOut();
    for (const step of steps) {
      if (step.run === undefined || run.code !== 0) continue;
      const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text, values)]));
      const { code, output } = await runShell(step.run, {
        cwd,
        env: { ...env, ...ofJob, ...own, RUNNER_TEMP: folder },
      });
      run.code = code;
      run.output += output;
    }
  }
  return run;
}

function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\$\{\{ ([^}]*) \}\}/gu, (_match, name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`the tests do not know ${name}`);
    return values[name] ?? "";
  });
}

/** With the options of GitHub's own `shell: bash`. */
function runShell(
  script: string,
  options: { cwd: string; env: Record<string, string> },
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    execFile("bash", args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, output: stdout + stderr });
    });
  });
}
