import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { publishPackages } from "./publish/publish-packages.ts";
import { readRelease } from "./publish/read-release.ts";

// `publish-command.ts DIR [--channel TAG] [--provenance]`: runs with the right to publish, under plain node.

const options = { channel: { type: "string" }, provenance: { type: "boolean", default: false } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const folder = process.cwd();
const packages = await readRelease(folder, resolve(positionals[0] ?? ""), values.channel);
await publishPackages(packages, { folder, provenance: values.provenance });
process.stdout.write(packages.map(({ name, version }) => `${name}@${version}\n`).join(""));
