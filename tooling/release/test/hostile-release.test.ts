import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { readRelease } from "../src/publish/read-release.ts";
import { tagPackages } from "../src/publish/tag-packages.ts";
import { makeOrigin } from "./support/make-origin.ts";

// Plays the jobs that publish and tag on what a job that was taken over might hand to them.

const run = promisify(execFile);
const name = "@just-one/sample";
const manifest = { name, version: "0.1.0", dependencies: { "@just-one/api": "^0.1.0" }, scripts: { test: "vitest" } };
const entry = { kind: "publish", name, version: "0.1.0", tag: "latest", tarball: { path: "packages/sample.tgz" } };

interface Case {
  readonly plan?: unknown;
  /** Files of the tarball, under `package/` where they do not begin with a slash. */
  readonly files?: Readonly<Record<string, string>>;
  readonly channel?: string;
  /** Changes the folder once it stands. */
  readonly change?: (out: string) => Promise<unknown>;
}

async function read({ plan = { version: 1, plan: [[entry]] }, files = {}, channel, change }: Case): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-release-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [root, out] = [join(folder, "root"), join(folder, "release")];
  await write(join(root, "packages/sample/package.json"), JSON.stringify(manifest));
  await write(
    join(root, "packages/secret/package.json"),
    JSON.stringify({ ...manifest, name: "@just-one/secret", private: true }),
  );
  for (const [path, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...files })) {
    await write(join(folder, "package", path), text);
  }
  await mkdir(join(out, "packages"), { recursive: true });
  await run("tar", ["--format=ustar", "-czf", join(out, "packages/sample.tgz"), "package"], { cwd: folder });
  await write(join(out, "publish-plan.json"), JSON.stringify(plan));
  await change?.(out);
  return (await readRelease(root, out, channel)).map((one) => `${one.name}@${one.version} ${one.channel}`);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const preview = "0.2.0-preview-20261126120000";

test("a release is read in its order; what is only tagged is left out", async () => {
  expect(await read({ files: { "dist/index.js": "export {};" } })).toEqual([`${name}@0.1.0 latest`]);
  expect(await read({ plan: { version: 1, plan: [[{ ...entry, kind: "tag-only" }]] } })).toEqual([]);
});

test("a pre-release has its channel's own numbers", async () => {
  const plan = { version: 1, plan: [[{ ...entry, version: preview, tag: "preview" }]] };
  const files = { "package.json": JSON.stringify({ ...manifest, version: preview }) };
  expect(await read({ plan, files, channel: "preview" })).toEqual([`${name}@${preview} preview`]);
  await expect(read({ plan, files })).rejects.toThrow("does not have");
  await expect(read({ channel: "preview" })).rejects.toThrow("does not have");
});

const notOurs = "does not have";
const elsewhere = "a tarball is elsewhere";
const isLink = "is a link";
const notThePlan = "is not what the plan says";

test.each<[what: string, why: string, hostile: Case]>([
  ["a package that is not ours", notOurs, withEntry({ name: "left-pad" })],
  ["a private package", notOurs, withEntry({ name: "@just-one/secret" })],
  ["a name that is an option", notOurs, withEntry({ name: "--registry=https://example.test" })],
  ["another version than the checkout's", notOurs, withEntry({ version: "0.1.1" })],
  ["another tag", notOurs, withEntry({ tag: "next" })],
  ["a tarball elsewhere", elsewhere, withEntry({ tarball: { path: "../above/packages/sample/package.json" } })],
  ["a tarball by an absolute path", elsewhere, withEntry({ tarball: { path: "/etc/hosts" } })],
  ["a tarball that is missing", "ENOENT", withEntry({ tarball: { path: "packages/other.tgz" } })],
  ["no tarball", elsewhere, withEntry({ tarball: undefined })],
  ["a tarball of another package", notThePlan, withManifest({ name: "@just-one/core" })],
  ["a tarball of another version", notThePlan, withManifest({ version: "9.9.9" })],
  ["an install script", "postinstall", withManifest({ scripts: { postinstall: "x" } })],
  ["a registry of its own", "publishConfig", withManifest({ publishConfig: { registry: "https://example.test" } })],
  ["a script more", "scripts.postpack", withManifest({ scripts: { postpack: "x" } })],
  ["another script", "scripts.test", withManifest({ scripts: { test: "x" } })],
  [
    "a dependency more",
    "another dependencies",
    withManifest({ dependencies: { ...manifest.dependencies, "left-pad": "1.0.0" } }),
  ],
  ["a dependency less", "another dependencies", withManifest({ dependencies: {} })],
  [
    "a dependency from elsewhere",
    "another dependencies",
    withManifest({ dependencies: { "@just-one/api": "https://example.test/x.tgz" } }),
  ],
  [
    "a dependency by another's name",
    "another dependencies",
    withManifest({ dependencies: { "@just-one/api": "npm:left-pad@1" } }),
  ],
  ["dependencies that may be missing", "optionalDependencies", withManifest({ optionalDependencies: { x: "1" } })],
  ["dependencies within it", "bundleDependencies", withManifest({ bundleDependencies: ["x"] })],
  ["a command", "another bin", withManifest({ bin: { ls: "dist/x.js" } })],
  ["a build of native code", "gypfile", withManifest({ gypfile: true })],
  ["a file that nobody asked for", "binding.gyp is not part", { files: { "binding.gyp": "{}" } }],
  ["a link in place of the tarball", isLink, { change: (out) => link(out, "packages/sample.tgz") }],
  ["a link in place of the folder", isLink, { change: (out) => link(out, "packages") }],
  ["a link in place of the plan", isLink, { change: (out) => link(out, "publish-plan.json") }],
  ["a link within the tarball", 'no npm tarball: "README.md"', repack(["package"], "package/README.md")],
  ["a manifest twice", 'no npm tarball: "package.json"', repack(["package", "package/package.json"])],
  ["an extended header", "no npm tarball: ", repack(["--format=pax", "--pax-option=comment:=x", "package"])],
  [
    "a tarball that is none",
    "unexpected end of file",
    { change: (out) => writeFile(join(out, "packages/sample.tgz"), "x") },
  ],
  ["a channel that is an option", "a word of small letters", { channel: "--tag" }],
])("%s is refused before anything is published", async (_what, why, hostile) => {
  await expect(read(hostile)).rejects.toThrow(why);
});

function withEntry(change: object): Case {
  return { plan: { version: 1, plan: [[{ ...entry, ...change }]] } };
}

function withManifest(change: object): Case {
  return { files: { "package.json": JSON.stringify({ ...manifest, ...change }) } };
}

/** Packs the tarball anew, of other parts and with a link among them. */
function repack(parts: readonly string[], linkAt?: string): Case {
  return {
    change: async (out) => {
      const cwd = join(out, "..");
      if (linkAt !== undefined) await symlink("/etc/hosts", join(cwd, linkAt));
      const tarball = join(out, "packages/sample.tgz");
      return run("tar", ["--format=ustar", "--hard-dereference", "-czf", tarball, ...parts], { cwd });
    },
  };
}

async function link(out: string, path: string): Promise<void> {
  await rename(join(out, path), join(out, "..", "elsewhere"));
  await symlink(join(out, "..", "elsewhere"), join(out, path));
}

test("tags are set on what was published, as changesets names them, and only those that are missing", async () => {
  const origin = await makeOrigin({ "a.txt": "a" });
  const packed = [
    { name, version: "0.1.0", channel: "latest", tarball: "" },
    { name: "@just-one/core", version: "0.1.0", channel: "latest", tarball: "" },
  ];
  expect(await tagPackages(packed.slice(0, 1), origin.checkout)).toEqual([`${name}@0.1.0`]);
  expect(await tagPackages(packed, origin.checkout)).toEqual(["@just-one/core@0.1.0"]);
  expect(await tagPackages(packed, origin.checkout)).toEqual([]);
  expect(await origin.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/tags")).toBe(
    `refs/tags/@just-one/core@0.1.0 ${origin.head}\nrefs/tags/${name}@0.1.0 ${origin.head}\n`,
  );
  expect(await readFile(join(origin.checkout, "a.txt"), "utf8")).toBe("a");
});
