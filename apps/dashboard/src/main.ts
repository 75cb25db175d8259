#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { createHost } from "./server/create-host.ts";
import { run } from "./server/run.ts";

process.exitCode = await run(createHost(fileURLToPath(new URL("./page", import.meta.url))));
