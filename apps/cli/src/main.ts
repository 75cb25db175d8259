#!/usr/bin/env node
import { createTerminal } from "./create-terminal.ts";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), createTerminal());
