import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { packRelease } from "./pack-release.ts";

// `release:pack --out DIR [--channel TAG] [--repository URL]`: what release.yml publishes; one `name@version` a line.

const { values } = parseArgs({
  options: { out: { type: "string" }, channel: { type: "string" }, repository: { type: "string" } },
});
if (values.out === undefined) {
  process.stderr.write("release:pack: say where the tarballs go: release:pack --out DIR\n");
  process.exitCode = 2;
} else {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const packed = await packRelease(root, { ...values, out: resolve(values.out) });
  process.stdout.write(packed.map((line) => `${line}\n`).join(""));
}
