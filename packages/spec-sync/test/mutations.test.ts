import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildOutputs } from "../src/build/build-outputs.ts";
import { diffDocuments } from "../src/diff/diff-documents.ts";
import { type DocumentFile, readDocument } from "../src/document/read-document.ts";
import { normalizeDocument } from "@just-one/document";
import { buryRemoved } from "../src/tombstones/bury-removed.ts";
import { noTombstones } from "../src/tombstones/read-tombstones.ts";
import { softenChanges } from "../src/tombstones/soften-changes.ts";
import type { Tombstones } from "../src/tombstones/tombstone.ts";
import { loadCatalog } from "./support/build-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { typeCheck } from "./support/type-check.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";
import { writeCalls } from "./support/write-calls.ts";

const folder = join(vendorFolder, "mutations");
const names = existsSync(folder)
  ? readdirSync(folder).flatMap((file) => /^(.*)\.before\.json$/u.exec(file)?.[1] ?? [])
  : [];

/** A program's way to call and to name codes, without a client. */
const header = `import type { BusinessCode, Operations } from "./operations.ts";
type Call = <K extends keyof Operations>(operation: K, params: Operations[K]["params"]) => Operations[K]["data"];
declare const client: { call: Call };
`;

const build = (file: DocumentFile, tombstones: Tombstones = noTombstones): ReturnType<typeof buildOutputs> =>
  buildOutputs({ file, tombstones, overlays: [], examples: new Map(), chinese: {} });

describe.skipIf(!hasVendorFolder)("single changes of the vendor's document (JUST_ONE_VENDOR_DIR)", () => {
  test("a program written before a change that is no major one, tombstones counted, compiles after it", async () => {
    const root = await makeTemporaryFolder();
    const judged: Record<string, string> = {};
    for (const name of names) {
      const [before, after] = await Promise.all(
        ["before", "after"].map((side) => readDocument(join(folder, `${name}.${side}.json`), { keywords: "strict" })),
      );
      if (before === undefined || after === undefined) throw new Error("two sides, two documents");
      const documents = { before: before.document, after: after.document };
      const tombstones = buryRemoved({ ...documents, existing: noTombstones, today: "2026-07-23" });
      const diff = diffDocuments(before.document, after.document);
      const { level } = softenChanges(diff, { after: after.document, tombstones: tombstones.tombstones });
      judged[name] = level;
      if (level === "major") continue;
      const { catalog } = await loadCatalog((await build(before)).catalog);
      const { operations, schema } = await build(after, tombstones);
      const codes = normalizeDocument(before.document).operations.flatMap((operation) => operation.codes);
      await mkdir(join(root, name));
      await writeFile(join(root, name, "operations.ts"), operations);
      await writeFile(join(root, name, "schema.ts"), schema);
      await writeFile(
        join(root, name, "calls.ts"),
        [
          header,
          ...writeCalls(catalog).split("\n").slice(2),
          `export const codes: BusinessCode[] = ${JSON.stringify(codes)};`,
        ].join("\n"),
      );
    }
    expect(await typeCheck(root)).toEqual([]);
    const expected: Record<string, string> = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
    const softened = names.filter((name) => judged[name] !== expected[name]);
    expect(softened.toSorted()).toEqual([
      "op-method-get-to-post",
      "op-removed",
      "op-version-replaced",
      "param-removed",
    ]);
  });
});
