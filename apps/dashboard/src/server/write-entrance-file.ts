import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file that leads a browser to the entrance. */
export interface EntranceFile extends AsyncDisposable {
  readonly path: string;
}

/**
 * Writes the entrance into a file that only this user can read. Given to the browser as an argument instead, its key
 * would be in the list of processes, which every user of the machine can read.
 */
export async function writeEntranceFile(entrance: string): Promise<EntranceFile> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-dashboard-")); // made with mode 0700
  const path = join(folder, "open.html");
  const page = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${entrance}">
<title>Compare creators</title>
`;
  await writeFile(path, page, { mode: 0o600 });
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
