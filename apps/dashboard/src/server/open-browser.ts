import { spawn } from "node:child_process";
import { pickBrowserEnvironment } from "./browser-environment.ts";
import type { EnvironmentVariables } from "./open-client.ts";

/** Shows a page or a file in this computer's browser, where there is one; the address is printed anyway. */
export function openBrowser(target: string, variables: EnvironmentVariables): void {
  const [command, args]: [string, string[]] =
    process.platform === "win32"
      ? ["cmd", ["/c", "start", "", target]]
      : [process.platform === "darwin" ? "open" : "xdg-open", [target]];
  const env = pickBrowserEnvironment(variables);
  const child = spawn(command, args, { stdio: "ignore", detached: true, env });
  child.on("error", () => undefined);
  child.unref();
}
