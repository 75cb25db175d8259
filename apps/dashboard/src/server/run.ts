import { JustOneError } from "@just-one/core";
import { createLog } from "./log.ts";
import { type EnvironmentVariables, openClient } from "./open-client.ts";
import { openBrowser } from "./open-browser.ts";
import { readSettings, SettingsError } from "./settings.ts";
import { startServer } from "./start-server.ts";

/** What the process is, so that a test can be another one. */
export interface Host {
  readonly args: readonly string[];
  readonly variables: EnvironmentVariables;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Aborted when the process shall end. */
  readonly stop: AbortSignal;
  readonly pageFolder: string;
}

/** Serves the dashboard until it is told to stop. Resolves to the exit code: 0 stopped, 1 failed, 2 wrong use. */
export async function run(host: Host): Promise<number> {
  try {
    const settings = readSettings(host.args);
    const log = createLog(host.stderr);
    await using opened = await openClient(settings, host.variables, log);
    await using server = await startServer({ ...opened, settings, log, pageFolder: host.pageFolder }, settings);
    const url = settings.proxy?.origin ?? server.url;
    host.stdout.write(`${url}\n`);
    log("started", { url, mode: opened.mode, maxCalls: settings.maxCalls });
    if (settings.open) openBrowser(url);
    await untilAborted(host.stop);
    log("stopping");
    await server.close();
    return 0;
  } catch (error) {
    if (error instanceof SettingsError) return tell(host, error.message, 2);
    if (JustOneError.isInstance(error)) return tell(host, error.message, 2);
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      return tell(host, "That port is taken. Choose another with --port, or let 0 choose one.", 1);
    }
    throw error;
  }
}

function tell({ stderr }: Host, message: string, exitCode: number): number {
  stderr.write(`dashboard: ${message}\n`);
  return exitCode;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
