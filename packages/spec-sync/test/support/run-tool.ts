import { execFile } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "./make-repository.ts";

/** Runs a command of the project in a folder; resolves to what it printed. @throws Error with that where it fails */
export function runTool(name: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const path = [join(repositoryRoot, "node_modules/.bin"), join(cwd, "node_modules/.bin"), process.env["PATH"]];
    const env = { ...process.env, PATH: path.join(":"), CI: "1" };
    execFile(name, [...args], { cwd, env, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${name} ${args.join(" ")}\n${stdout}\n${stderr}`));
    });
  });
}
