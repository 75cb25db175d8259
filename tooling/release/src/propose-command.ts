import { createAsk } from "./publish/github.ts";
import { readHandOver } from "./publish/hand-over.ts";
import { proposeFiles } from "./publish/propose-files.ts";

// `propose-command.ts spec-update|versions FILE`: runs with the right to write, under plain node, from main's checkout.

const [, , work, file = ""] = process.argv;
if (work !== "spec-update" && work !== "versions") throw new Error("say what is proposed: spec-update or versions");
const { env } = process;
const handOver = await readHandOver(file);
const outcome = await proposeFiles(work, handOver, {
  folder: process.cwd(),
  ask: createAsk(env),
  repository: env["GITHUB_REPOSITORY"] ?? "",
  runUrl: `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`,
});
process.stdout.write(`${outcome}\n`);
if (handOver.tests === "failed") process.exitCode = 1;
