import { SettingsError } from "./settings/settings-error.ts";

/** Runs the command of the process's own arguments. */
export async function start(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  try {
    if (name === undefined || name.startsWith("-")) {
      const { runStdio } = await import("./commands/run-stdio.ts");
      return await runStdio(process.argv.slice(2));
    }
    const { runCommand } = await import("./commands/run-command.ts");
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort());
    const { env: environment, stdout, stderr } = process;
    process.exitCode = await runCommand(name, rest, { environment, stdout, stderr, stop: stop.signal });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`just-one-mcp: ${error.message}\n`);
    process.exitCode = 2;
  }
}
