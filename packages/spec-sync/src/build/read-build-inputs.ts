import type { JsonObject } from "@just-one/document";
import { type DocumentFile, readDocument } from "../document/read-document.ts";
import type { OverlayAction } from "../overlay/overlay.ts";
import { readOverlays } from "../overlay/read-overlays.ts";
import { noTombstones, readTombstones } from "../tombstones/read-tombstones.ts";
import type { Tombstones } from "../tombstones/tombstone.ts";
import { type ChineseWords, readChinese } from "./chinese-words.ts";
import { readExamples } from "./read-examples.ts";

/** Everything that the generated files are made from. */
export interface BuildInputs {
  file: DocumentFile;
  tombstones: Tombstones;
  overlays: readonly OverlayAction[];
  examples: ReadonlyMap<string, JsonObject>;
  chinese: ChineseWords;
}

/** Where it stands; what belongs to the project's own document only may be left out. */
export interface BuildPaths {
  document: string;
  overlays: string;
  examples: string;
  tombstones?: string;
  chinese?: string;
}

/**
 * Reads everything that the generated files are made from.
 *
 * @throws SpecError naming the input that is wrong and the place in it.
 */
export async function readBuildInputs(paths: BuildPaths): Promise<BuildInputs> {
  const [file, rest] = await Promise.all([readDocument(paths.document, { keywords: "strict" }), readSideInputs(paths)]);
  return { file, ...rest };
}

/** Reads all but the document, for whoever holds another one. */
export async function readSideInputs(paths: Omit<BuildPaths, "document">): Promise<Omit<BuildInputs, "file">> {
  const [tombstones, overlays, examples, chinese] = await Promise.all([
    paths.tombstones === undefined ? noTombstones : readTombstones(paths.tombstones),
    readOverlays(paths.overlays),
    readExamples(paths.examples),
    paths.chinese === undefined ? {} : readChinese(paths.chinese),
  ]);
  return { tombstones, overlays, examples, chinese };
}
