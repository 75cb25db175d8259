import { runCommand } from "./run-command.ts";

// Whoever reads may stop early, as `head` does; what the verb writes to files goes on.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await runCommand(process.argv.slice(2));
