import { fetchText } from "../lock/fetch-text.ts";
import { createLock } from "../lock/create-lock.ts";
import { parseDocument, readDocument, type DocumentFile } from "../document/read-document.ts";
import { type ProjectPaths, projectPaths } from "../project-paths.ts";
import { readOptions } from "../read-options.ts";
import { writeFiles } from "../write-files.ts";

const vendorDocument = "https://docs.justoneapi.com/openapi.json";

/** `spec pull [--from URL|FILE]`: writes the vendor's document, byte for byte, and its lock; both or neither. */
export async function run(args: readonly string[], paths: ProjectPaths = projectPaths): Promise<number> {
  const { from = vendorDocument } = readOptions(args, ["from"]);
  const file = await readSource(from);
  const lock = createLock(file, { source: nameSource(from), date: new Date().toISOString().slice(0, 10) });
  await writeFiles([
    { path: paths.document, text: file.text },
    { path: paths.lock, text: `${JSON.stringify(lock, null, 2)}\n` },
  ]);
  process.stderr.write(`spec pull: ${lock.operations} operations from ${lock.source}\n`);
  return 0;
}

async function readSource(from: string): Promise<DocumentFile> {
  if (!isUrl(from)) return readDocument(from, { keywords: "strict" });
  return parseDocument(await fetchText(from), { file: from, keywords: "strict" });
}

function isUrl(from: string): boolean {
  return /^[a-z][a-z+.-]+:\/\//iu.test(from);
}

/** Leaves out folders of this machine, which mean nothing elsewhere, and a URL's query, which may hold a secret. */
function nameSource(from: string): string {
  if (!isUrl(from)) return from.split(/[/\\]/u).at(-1) ?? from;
  const { origin, pathname } = new URL(from);
  return origin + pathname;
}
