import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));

/** Lets what is written into a folder import what the bench depends on. */
export async function linkModules(folder: string): Promise<void> {
  await symlink(modules, join(folder, "node_modules"), "junction"); // a junction needs no rights on Windows
}
