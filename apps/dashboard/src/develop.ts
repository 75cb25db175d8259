// `pnpm dashboard`: builds the page from its sources, then serves it.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { createHost } from "./server/create-host.ts";
import { run } from "./server/run.ts";
import { takeVariables } from "./server/take-variables.ts";

const app = fileURLToPath(new URL("../", import.meta.url));
const variables = takeVariables(process.env); // first: plugins run in this process and may start others
const preparePage = (): Promise<unknown> =>
  build({ root: `${app}page`, configFile: `${app}vite.config.ts`, logLevel: "warn" });
process.exitCode = await run({ ...createHost(`${app}dist/page`, variables), preparePage });
