import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the licences of what is bundled stand, beside the one file. */
export const noticesFile = "THIRD-PARTY.txt";

/** What rolldown tells of a build's files. */
type Output = Readonly<Record<string, { readonly moduleIds?: readonly string[] }>>;

/** What a plugin writes files with. */
interface Emitter {
  emitFile(file: { readonly type: "asset"; readonly fileName: string; readonly source: string }): unknown;
}

/**
 * Puts the licences of every package whose code is in a bundle beside it: nearly all ask that their text comes along, and
 * a bundle drops the comments that hold it.
 */
export const thirdPartyNotices: {
  readonly name: string;
  generateBundle(this: Emitter, options: unknown, output: Output): void;
} = {
  name: "third-party-notices",
  generateBundle(_options, output) {
    const folders = new Set(Object.values(output).flatMap(({ moduleIds = [] }) => moduleIds.flatMap(findPackage)));
    const notices = [...folders].map(readNotice).toSorted();
    this.emitFile({ type: "asset", fileName: noticesFile, source: [head, ...new Set(notices)].join(`\n${line}\n`) });
  },
};

const head = "Parts of the file beside this one are others' work, under these licences.\n";
const line = "-".repeat(80);

/** The folder of the package that a module is of; nothing for a module of ours, or of the bundler. */
function findPackage(id: string): string[] {
  const path = id.replace(/^\0/u, "").replace(/\?.*$/u, "");
  const end = /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/u.exec(path)?.[0];
  return end !== undefined && existsSync(join(end, "package.json")) ? [end] : [];
}

/** @throws Error where a package does not say under which licence it is */
function readNotice(folder: string): string {
  // Safe: what npm installs has a name and a version.
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const { name, version, license, author } = manifest;
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)\b/iu.test(file));
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), "utf8").trim());
  if (texts.length === 0) {
    if (typeof license !== "string") throw new Error(`${name} does not say under which licence it is`);
    // Some put no text into their package; the words are the same for all that name this licence.
    const holder = typeof author === "object" ? author.name : author;
    texts.push(`Copyright (c) ${holder ?? `the authors of ${name}`}`, ...(license === "MIT" ? [mit] : []));
  }
  return [`${name} ${version}${typeof license === "string" ? ` (${license})` : ""}`, ...texts].join("\n\n");
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly author?: string | { readonly name: string };
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
