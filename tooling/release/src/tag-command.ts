import { resolve } from "node:path";
import { readRelease } from "./publish/read-release.ts";
import { tagPackages } from "./publish/tag-packages.ts";

// `tag-command.ts DIR`: runs with the right to write, under plain node, from the checkout that was packed.

const folder = process.cwd();
const tags = await tagPackages(await readRelease(folder, resolve(process.argv[2] ?? "")), folder);
process.stdout.write(tags.map((tag) => `${tag}\n`).join(""));
