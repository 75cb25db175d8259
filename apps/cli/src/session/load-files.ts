import type * as Files from "@just-one/core/node";

/**
 * Loads what keeps replies and accounts in files. Node 22 warns that its SQLite is experimental, which is nothing that the
 * person at the terminal can do anything about: that one warning is left out.
 */
export async function loadFiles(): Promise<typeof Files> {
  const warn: unknown = Reflect.get(process, "emitWarning");
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (rest[0] === "ExperimentalWarning" && /sqlite/i.test(String(warning))) return;
    if (typeof warn === "function") Reflect.apply(warn, process, [warning, ...rest]);
  };
  try {
    process.getBuiltinModule("node:sqlite");
    return await import("@just-one/core/node");
  } finally {
    Reflect.set(process, "emitWarning", warn);
  }
}
