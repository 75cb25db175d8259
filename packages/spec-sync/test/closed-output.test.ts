import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument } from "./support/tiny-document.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

test("a reader that stops early, as `head` does, ends a verb in silence", async () => {
  const folder = await makeTemporaryFolder();
  const [before, after] = [join(folder, "before.json"), join(folder, "after.json")];
  await writeFile(before, JSON.stringify(createTinyDocument({})));
  await writeFile(after, JSON.stringify(createTinyDocument({ components: { schemas: {} } })));
  const child = spawn(process.execPath, ["--conditions=@just-one/source", main, "diff", before, after]);
  child.stdout.destroy();
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
});
