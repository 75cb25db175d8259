import { takeVariables } from "../settings/take-variables.ts";
import { parseOptions } from "../settings/parse-options.ts";
import { servingOptions } from "../settings/option-rows.ts";
import { readUser } from "../settings/read-user.ts";
import { readSettings } from "../settings/read-settings.ts";
import { serveStdio } from "../protocol/serve-stdio.ts";
import { openServer } from "../services/open-server.ts";
import { createLog } from "../log.ts";

/** How long calls under way are waited for at the end: their replies are paid for. */
const endMs = 30_000;

/** Serves one client over the standard streams, until it closes them. */
export async function runStdio(args: readonly string[]): Promise<void> {
  if (args.includes("--help") || args.includes("--version")) {
    const { tellHelp } = await import("./tell-help.ts");
    return tellHelp(args);
  }
  const variables = takeVariables(process.env);
  const settings = readSettings(parseOptions(args, servingOptions), variables);
  const { surface, services } = openServer({ settings, variables, log: createLog(process.stderr) });
  const handle = serveStdio(surface, { principal: readUser() });
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> =>
    (ending ??= (async () => {
      await handle.close();
      await services.close(endMs);
      process.exit(0);
    })());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void end());
  process.stdin.once("end", () => void end());
  process.stdin.once("close", () => void end());
}
