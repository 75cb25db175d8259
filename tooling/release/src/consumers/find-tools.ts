import { realpath } from "node:fs/promises";
import { delimiter, dirname } from "node:path";
import { findRuntime } from "@just-one/vitest/find-runtime";
import type { Consumer } from "./list-consumers.ts";

/** Where a consumer finds its programs, or which of them this machine does not have. */
export type Tools = { readonly path: string } | { readonly missing: string };

/** Looks for what a consumer needs, as the tests do: in `JUST_ONE_RUNTIMES_DIR`, then on the PATH. */
export async function findTools({ needs, onNode22 }: Consumer): Promise<Tools> {
  const folders: string[] = [];
  for (const name of [...needs, ...(onNode22 ? ["node22"] : [])]) {
    const program = findRuntime(name);
    if (program === undefined) return { missing: name };
    // What is called node22 here is called node where it lies.
    folders.push(dirname(await realpath(program)), dirname(program));
  }
  return { path: [...folders, dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter) };
}
