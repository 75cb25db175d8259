import { JustOneError } from "@just-one/core";
import { encodeLines, joinShown, show } from "@just-one/encoders";
import { createLog, type Log } from "./log.ts";
import { type EnvironmentVariables, openClient, type OpenedClient } from "./open-client.ts";
import { loadLibrary } from "./operations/library.ts";
import { openBrowser } from "./open-browser.ts";
import { readSettings, type Settings, SettingsError, usage } from "./settings.ts";
import { startServer } from "./start-server.ts";
import { writeEntranceFile } from "./write-entrance-file.ts";

/** What the process is, so that a test can be another one. */
export interface Host {
  readonly args: readonly string[];
  readonly variables: EnvironmentVariables;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  /** Aborted when the process shall end. */
  readonly stop: AbortSignal;
  readonly pageFolder: string;
  /** Builds the page, where it is not there yet; called when it is sure that it will be served. */
  readonly preparePage?: () => Promise<unknown>;
}

/** Serves the dashboard until it is told to stop. Resolves to the exit code: 0 stopped, 2 wrong use. */
export async function run(host: Host): Promise<number> {
  try {
    const settings = readSettings(host.args);
    if (settings.help) {
      host.stdout.write(usage);
      return 0;
    }
    await host.preparePage?.();
    const isTerminal = host.stderr.isTTY === true && !settings.log;
    const log = isTerminal ? createSentences(host) : createLog(host.stderr);
    await using opened = await openClient(settings, host.variables, log);
    const library = await loadLibrary(host.variables);
    await using server = await startServer(
      { ...opened, library, settings, log, pageFolder: host.pageFolder },
      settings,
    );
    const { url, entrance } = server;
    const isOpenToKeys = settings.proxy === undefined;
    host.stdout.write(`${entrance}\n`);
    if (isOpenToKeys) tell(host, howToOpen);
    tell(host, describeMode(opened.mode, settings));
    log("started", { url: settings.proxy?.origin ?? url, mode: opened.mode.mode, maxCalls: settings.maxCalls });
    await using file = settings.open && isOpenToKeys ? await writeEntranceFile(entrance) : undefined;
    if (settings.open) openBrowser(file?.path ?? entrance, host.variables);
    await untilAborted(host.stop);
    log("stopping");
    await server.close();
    return 0;
  } catch (error) {
    if (!(error instanceof SettingsError) && !JustOneError.isInstance(error)) throw error;
    tell(host, error.message);
    return 2;
  }
}

const howToOpen =
  "Open the address above in a browser of this machine. Its key lets in whoever has it, until this server ends.";

/** What the figures are, and why they are invented. */
function describeMode({ mode, reason }: OpenedClient["mode"], { maxCalls }: Settings): string {
  if (mode === "live") return `Figures are the vendor's; at most ${maxCalls} billed calls a day.`;
  const why = reason === "asked" ? "because of --mock" : "because JUST_ONE_TOKEN is not set";
  return `The figures are invented, ${why}: nothing is sent and nothing is billed.`;
}

/** A person at a terminal reads sentences, and only of what the page cannot tell. */
function createSentences(host: Host): Log {
  return (event, members) => {
    if (event === "failed")
      tell(host, `Something broke in the server (${String(members?.["error"])}). --log says more.`);
    if (event === "stopping") tell(host, "Ending, once calls under way have been answered.");
  };
}

function tell({ stderr }: Host, message: string): void {
  stderr.write(joinShown([show`dashboard: `, encodeLines(message), show`\n`]));
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
