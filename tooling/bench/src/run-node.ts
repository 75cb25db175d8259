import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { withoutToken } from "@just-one/secrets/without-token";

/** How a Node process ended and what it took. */
export interface NodeRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from the spawn to the end. */
  readonly wallMs: number;
  /** Milliseconds of processor time, user and system. */
  readonly cpuMs: number;
}

export interface NodeRunOptions {
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** What it reads on its standard input. @default nothing */
  readonly input?: string;
  /** Whether what it has said so far is all: then its input ends. @default it ends with `input` */
  readonly isAnswered?: (stdout: string) => boolean;
  /** Besides this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Sees what the process says on stderr while it runs. */
  readonly onStderr?: (text: string) => void;
}

const reporter = fileURLToPath(new URL("report-cpu.cjs", import.meta.url));

/** Runs Node to its end, without the options of this process: what it imports are the builds, as a user gets them. */
export async function runNode(args: readonly string[], options: NodeRunOptions = {}): Promise<NodeRun> {
  const { cwd, signal, environment, onStderr, input, isAnswered } = options;
  const { NODE_OPTIONS: _ours, ...env } = withoutToken(process.env);
  const started = performance.now();
  const child = spawn(process.execPath, ["--require", reporter, ...args], {
    cwd,
    signal,
    env: { ...env, ...environment },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe", "pipe"],
  });
  const ended = once(child, "close", signal === undefined ? {} : { signal });
  // Safe: all three pipes were asked for above, and this end of them can be read.
  const [stdout, stderr, usage] = child.stdio.slice(1) as [Readable, Readable, Readable];
  if (input !== undefined) child.stdin?.write(input);
  if (isAnswered === undefined) child.stdin?.end();
  else {
    let said = "";
    stdout.on("data", (chunk) => {
      said += String(chunk);
      if (isAnswered(said)) child.stdin?.end();
    });
  }
  if (onStderr !== undefined) stderr.on("data", (chunk) => onStderr(String(chunk)));
  const [out, err, cpu, [exitCode]] = await Promise.all([text(stdout), text(stderr), text(usage), ended]);
  return {
    exitCode: typeof exitCode === "number" ? exitCode : 1,
    stdout: out,
    stderr: err,
    wallMs: performance.now() - started,
    cpuMs: Number(cpu) / 1000,
  };
}

/** Like `runNode`, but a failure is an error that quotes what the process said. */
export async function runNodeWell(args: readonly string[], options: NodeRunOptions = {}): Promise<NodeRun> {
  const run = await runNode(args, options);
  if (run.exitCode === 0) return run;
  throw new Error(`node ${args.join(" ")} ended with ${run.exitCode}:\n${run.stderr || run.stdout}`);
}
