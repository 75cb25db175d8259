/** `main.ts SUMMARY_FILE`: the last step of the workflow `spec-sync`; see there for its environment. */
import { readFile } from "node:fs/promises";
import { createAsk } from "./github.ts";
import { publishUpdate } from "./publish-update.ts";

const { env, argv } = process;
const [, , summaryFile = ""] = argv;
const outcome = await publishUpdate(createAsk(env), {
  repository: env["GITHUB_REPOSITORY"] ?? "",
  branch: env["BRANCH"] ?? "",
  level: env["LEVEL"] ?? "",
  tests: env["TESTS"] ?? "",
  summary: await readFile(summaryFile, "utf8"),
  runUrl: `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`,
});
process.stdout.write(`${outcome}\n`);
