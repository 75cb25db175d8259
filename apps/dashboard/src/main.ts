#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { createHost } from "./server/create-host.ts";
import { run } from "./server/run.ts";
import { takeVariables } from "./server/take-variables.ts";

const pageFolder = fileURLToPath(new URL("./page", import.meta.url));
process.exitCode = await run(createHost(pageFolder, takeVariables(process.env)));
