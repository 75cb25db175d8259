import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Skip } from "./benchmark.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The path of the vendor's whole document, which is no part of the project. @throws Skip where it is absent */
export function findVendorDocument(): string {
  const folder = resolve(root, process.env["JUST_ONE_VENDOR_DIR"] ?? "../shared/vendor");
  const path = resolve(folder, "openapi.json");
  if (!existsSync(path))
    throw new Skip("the vendor's whole document is not here; JUST_ONE_VENDOR_DIR names its folder");
  return path;
}
