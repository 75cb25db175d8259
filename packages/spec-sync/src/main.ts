import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// A third of a build's time is reading code, of which TypeScript is most: what was compiled once stays, as it does for tests.
enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/node", import.meta.url)));
const { runCommand } = await import("./run-command.ts");

// Whoever reads may stop early, as `head` does; what the verb writes to files goes on.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await runCommand(process.argv.slice(2));
