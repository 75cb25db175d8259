import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Catalog } from "@just-one/api";
import { checkDocument, type OpenApiDocument } from "@just-one/document";

const root = resolve(import.meta.dirname, "../../../..");

/** Where the vendor's data lies, which is never part of the project. */
export const vendorFolder: string = resolve(root, process.env["JUST_ONE_VENDOR_DIR"] ?? "../shared/vendor");

/** Whether it is there. */
export const hasVendor: boolean = existsSync(join(vendorFolder, "openapi.json"));

/** The vendor's whole document, with types inferred from its examples. */
export interface BuiltVendor extends AsyncDisposable {
  readonly document: OpenApiDocument;
  readonly catalog: Catalog;
}

/** Builds it as `spec` would, into a folder that is gone afterwards. */
export async function buildVendor(): Promise<BuiltVendor> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-contract-"));
  const overlays = join(folder, "overlays");
  await cp(join(root, "openapi/overlays"), overlays, { recursive: true });
  await runSpec("infer", join(vendorFolder, "examples"), "--output", join(overlays, "90-inferred.overlay.yaml"));
  const document = join(vendorFolder, "openapi.json");
  await runSpec("build", "--document", document, "--overlays", overlays, "--out", folder);
  // Safe: `spec build` writes this module.
  const { catalog } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, "catalog.ts")).href)) as {
    catalog: Catalog;
  };
  return {
    document: checkDocument(JSON.parse(await readFile(join(folder, "openapi.json"), "utf8")), {
      file: "openapi.json",
      keywords: "strict",
    }),
    catalog,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

async function runSpec(...args: readonly string[]): Promise<void> {
  const main = join(root, "packages/spec-sync/src/main.ts");
  await promisify(execFile)(process.execPath, ["--conditions=@just-one/source", main, ...args], { cwd: root });
}
