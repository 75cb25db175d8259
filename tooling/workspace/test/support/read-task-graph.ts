import { execFile } from "node:child_process";
import { join, relative } from "node:path";
import { promisify } from "node:util";

/** A task as turbo plans it. */
export interface Task {
  id: string;
  hash: string;
  /** Whether its package has a script for it; a task without one only hands on what it depends on. */
  isReal: boolean;
  /** The files it is judged by, from the root. */
  inputs: readonly string[];
  /** Ids of the tasks whose hashes are in its own. */
  dependencies: readonly string[];
}

/** Asks turbo what it would run in a checkout, and what it would judge each task by. */
export async function readTaskGraph(root: string, names: readonly string[]): Promise<Map<string, Task>> {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  const options = { cwd: root, env, maxBuffer: 1e8 };
  const { stdout } = await promisify(execFile)("turbo", ["run", ...names, "--dry=json"], options);
  // Safe: turbo documents this output.
  const graph = JSON.parse(stdout) as { tasks: TurboTask[] };
  return new Map(
    graph.tasks.map(({ taskId: id, hash, command, directory, inputs, dependencies }) => [
      id,
      {
        id,
        hash,
        isReal: command !== "<NONEXISTENT>",
        inputs: Object.keys(inputs).map((file) => relative("", join(directory ?? "", file)).replaceAll("\\", "/")),
        dependencies,
      },
    ]),
  );
}

interface TurboTask {
  taskId: string;
  hash: string;
  command: string;
  directory?: string;
  inputs: Readonly<Record<string, string>>;
  dependencies: readonly string[];
}

/** Lists all files that decide whether a task runs again: its own, and those of what its hash holds. */
export function listDeciding(graph: ReadonlyMap<string, Task>, id: string): Set<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const { inputs = [], dependencies = [] } = graph.get(next) ?? {};
    for (const file of inputs) files.add(file);
    open.push(...dependencies);
  }
  return files;
}
