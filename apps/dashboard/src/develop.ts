// `pnpm dashboard`: builds the page from its sources, then serves it.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { createHost } from "./server/create-host.ts";
import { run } from "./server/run.ts";

const app = fileURLToPath(new URL("../", import.meta.url));
await build({ root: `${app}page`, configFile: `${app}vite.config.ts`, logLevel: "warn" });
process.exitCode = await run(createHost(`${app}dist/page`));
