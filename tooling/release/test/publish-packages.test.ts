import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { publishPackages } from "../src/publish/publish-packages.ts";

// What the job that speaks to the registry tells npm, which stands in as a program that writes its words down.

test.skipIf(process.platform === "win32")(
  "a tarball that the registry lacks goes out without a script, one that it has does not (skipped on Windows)",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "just-one-publish-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const heard = join(folder, "heard.txt");
    const lines = [
      "#!/bin/sh",
      `echo "$*" >> "${heard}"`,
      'case "$*" in',
      '  "view @just-one/there@"*) echo 0.1.0 ;;',
      '  "view "*) echo "npm error code E404" >&2; exit 1 ;;',
      "esac",
    ];
    await writeFile(join(folder, "npm"), `${lines.join("\n")}\n`);
    await chmod(join(folder, "npm"), 0o755);
    vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"] ?? ""}`);
    onTestFinished(() => void vi.unstubAllEnvs());

    const release = { version: "0.1.0", channel: "latest" };
    const packages = [
      { ...release, name: "@just-one/there", tarball: "there.tgz" },
      { ...release, name: "@just-one/new", tarball: "new.tgz" },
    ];
    await publishPackages(packages, { folder, provenance: true });
    expect((await readFile(heard, "utf8")).trim().split("\n")).toEqual([
      "view @just-one/there@0.1.0 version",
      "view @just-one/new@0.1.0 version",
      "publish new.tgz --ignore-scripts --access public --tag latest --provenance=true",
    ]);
  },
);
