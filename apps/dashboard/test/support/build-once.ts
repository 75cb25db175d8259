import { rm } from "node:fs/promises";
import { buildPage, builtPageVariable } from "./build-page.ts";
import { chromiumPath } from "./open-browser.ts";

/** Builds the page once for a run that has tests in a browser: those of all files, or of files that are named so. */
export default async function buildOnce(): Promise<(() => Promise<void>) | undefined> {
  const names = process.argv.slice(2).filter((argument) => argument.endsWith(".ts"));
  const isNeeded = names.length === 0 || names.some((name) => /browser|first-load/.test(name));
  if (!isNeeded || chromiumPath === undefined) return undefined;
  const folder = await buildPage();
  process.env[builtPageVariable] = folder; // workers begin with the environment of this process
  return () => rm(folder, { recursive: true });
}
