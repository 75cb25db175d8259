/** `update-project.ts FOLDER FROM`: updates the project in a folder, as `spec update` does with its own. */
import { createProjectPaths } from "../../src/project-paths.ts";
import { run as update } from "../../src/verbs/update.ts";

const [, , folder = "", from = ""] = process.argv;
process.exitCode = await update(["--from", from], createProjectPaths(folder), new Date("2026-07-23T00:00:00Z"));
