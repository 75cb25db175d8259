import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** One step of a workflow's job, as far as the tests run it. */
export interface Step {
  name?: string;
  id?: string;
  if?: string;
  env?: Record<string, string>;
  run?: string;
}

/** A workflow's only job. */
export interface Job {
  env: Record<string, string>;
  steps: Step[];
}

/** What the shell of a job left behind. */
export interface JobRun {
  code: number;
  output: string;
  outputs: Record<string, string>;
}

/** Reads the only job of a workflow. */
export async function readJob(file: string): Promise<Job> {
  const workflow: { jobs: Record<string, Job> } = parse(await readFile(file, "utf8"));
  const [job] = Object.values(workflow.jobs);
  if (job === undefined) throw new Error(`${file} has no job`);
  return job;
}

/**
 * Runs the shell steps of a job as a runner does: expressions filled in, conditions kept, outputs handed on, and nothing
 * after a step that fails.
 */
export async function runJob(
  job: Job,
  { cwd, env, values }: { cwd: string; env: Record<string, string>; values: Record<string, string> },
): Promise<JobRun> {
  const folder = await makeTemporaryFolder();
  const run: JobRun = { code: 0, output: "", outputs: {} };
  const known = (): Record<string, string> => ({ ...values, ...run.outputs });
  for (const step of job.steps) {
    if (step.run === undefined || run.code !== 0 || !isWanted(step.if, known())) continue;
    const outputFile = join(folder, "output");
    await writeFile(outputFile, "");
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text, known())]));
    const { code, output } = await runShell(step.run, {
      cwd,
      env: { ...env, ...job.env, ...own, RUNNER_TEMP: folder, GITHUB_OUTPUT: outputFile },
    });
    run.code = code;
    run.output += output;
    for (const [, name = "", value = ""] of (await readFile(outputFile, "utf8")).matchAll(/^(\w+)=(.*)$/gmu)) {
      run.outputs[`steps.${step.id}.outputs.${name}`] = value;
    }
  }
  return run;
}

function isWanted(condition: string | undefined, values: Record<string, string>): boolean {
  if (condition === undefined) return true;
  const [, name = "", sign, expected] = /^([\w.]+) (==|!=) '([^']*)'$/u.exec(condition) ?? [];
  if (sign === undefined) throw new Error(`the tests cannot read the condition ${condition}`);
  return ((values[name] ?? "") === expected) === (sign === "==");
}

function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\$\{\{ ([^}]*) \}\}/gu, (_match, name: string) => {
    if (!Object.hasOwn(values, name) && !name.startsWith("steps.")) throw new Error(`the tests do not know ${name}`);
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
