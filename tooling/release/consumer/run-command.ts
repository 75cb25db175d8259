// Stands in for the function behind the command line while old tests run: asks the built command in its place.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

interface Output extends NodeJS.WritableStream {
  readonly columns?: number;
}

const command = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** Runs the command in a process of its own, and resolves to its exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr, environment, signal } = terminal;
  const surroundings = [imitateScreen(stdout.columns), signal.aborted ? interruptAtOnce : ""].join("");
  const child = spawn(process.execPath, ["--import", toModule(surroundings), command, ...args], {
    env: { ...listOthers(process.env), ...environment },
    stdio: ["inherit", "pipe", "pipe"],
  });
  const interrupt = (): boolean => child.kill("SIGINT");
  signal.addEventListener("abort", interrupt);
  child.stdout.pipe(stdout, { end: false });
  child.stderr.pipe(stderr, { end: false });
  const [exitCode] = (await once(child, "close")) as [number | null]; // Safe: null after a signal.
  signal.removeEventListener("abort", interrupt);
  return exitCode ?? 130;
}

/** Pipes look like a terminal of that width to the command. */
function imitateScreen(columns: number | undefined): string {
  if (columns === undefined) return "";
  return `import { WriteStream } from "node:tty";
    const { getColorDepth } = WriteStream.prototype;
    for (const stream of [process.stdout, process.stderr])
      Object.assign(stream, { isTTY: true, columns: ${columns}, getColorDepth });`;
}

/** Ctrl-C as soon as the command listens to it; before that it would end the process. */
const interruptAtOnce = `process.on("newListener", (name) => {
  if (name === "SIGINT") queueMicrotask(() => process.emit("SIGINT"));
});`;

function toModule(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Everything but the command's own variables, which each test sets for itself. */
function listOthers(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("JUST_ONE_")));
}
