import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import type { ProjectPaths } from "../src/project-paths.ts";
import { commitFiles } from "../src/transaction/commit-files.ts";
import { recoverFiles } from "../src/transaction/recover-files.ts";
import { run as update } from "../src/verbs/update.ts";
import { captureOutput } from "./support/capture-output.ts";
import { countChanges, cutBefore } from "./support/cut-power.ts";
import { makeProject } from "./support/make-project.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

vi.mock("node:fs/promises", async (importOriginal) => {
  const { wrapFiles } = await import("./support/cut-power.ts");
  return wrapFiles(await importOriginal<object>());
});

const dieAt = fileURLToPath(new URL("support/die-at.ts", import.meta.url));
const updateProgram = fileURLToPath(new URL("support/update-project.ts", import.meta.url));
const now = new Date("2026-07-23T00:00:00Z");

captureOutput();

/** Kills an update of a project, in a process of its own, before its file operation of that number. */
function killUpdate({ project, from }: Update, number: number): Promise<boolean> {
  const args = ["--conditions=@just-one/source", "--import", dieAt, updateProgram, project.root, from];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, DIE_AT: String(number) } }, (error) => {
      resolve(error?.signal === "SIGKILL");
    });
  });
}

/** Updates a project here; resolves to how many file operations that took. */
async function runUpdate({ project, from }: Update): Promise<number> {
  return countChanges(async () => expect(await update(["--from", from], project, now)).toBe(0));
}

/**
 * Does here what a power cut before the file operation of that number does: that one and whatever comes after it never
 * ends. Sixty processes would take a third of a minute.
 */
async function cutUpdate({ project, from }: Update, number: number): Promise<void> {
  await cutBefore(number, () => update(["--from", from], project, now));
  // Only a process can be found dead, and this one lives on.
  for (const run of await readdir(project.pending).catch(() => [])) {
    await rename(join(project.pending, run), join(project.pending, run.replace(/^\d+/u, "9999999")));
  }
}

interface Update {
  project: ProjectPaths;
  from: string;
}

async function makeUpdate(): Promise<Update> {
  const project = await makeProject();
  const from = join(await makeTemporaryFolder(), "published.json");
  await writeFile(from, JSON.stringify(createTinyDocument({ paths: { "/b": { get: createTinyOperation() } } })));
  return { project, from };
}

/** Every file with its text, and nothing of times: the next start may finish what was begun. */
async function readState(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files
    .toSorted()
    .map(async (file) => [file.slice(folder.length), hideTime(await readFile(file, "utf8"))]);
  return Object.fromEntries(await Promise.all(texts));
}

const hideTime = (text: string): string => text.replaceAll(/"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/gu, '"now"');

test("an update that is killed before any of its file operations leaves the old state or the new one", async () => {
  const whole = await makeUpdate();
  const before = await readState(whole.project.root);
  const total = await runUpdate(whole);
  const after = await readState(whole.project.root);
  expect(total).toBeGreaterThan(20);

  const endings = { before: 0, after: 0 };
  for (let number = 1; number <= total; number += 1) {
    const attempt = await makeUpdate();
    await cutUpdate(attempt, number);
    await recoverFiles(attempt.project);
    const state = await readState(attempt.project.root);
    const ending = JSON.stringify(state) === JSON.stringify(before) ? "before" : "after";
    expect(state, `killed before operation ${number}`).toEqual(ending === "before" ? before : after);
    endings[ending] += 1;
  }
  expect(endings.before).toBeGreaterThan(5);
  expect(endings.after).toBeGreaterThan(5);
});

test("an update whose process is killed and that is run again ends in the new state", async () => {
  const whole = await makeUpdate();
  await runUpdate(whole);
  const after = await readState(whole.project.root);
  for (const number of [6, 20]) {
    const attempt = await makeUpdate();
    expect(await killUpdate(attempt, number)).toBe(true);
    await runUpdate(attempt);
    expect(await readState(attempt.project.root)).toEqual(after);
  }
});

test.each(["../../outside", "/etc/outside"])("a journal that points to %s is refused", async (target) => {
  const root = await makeTemporaryFolder();
  const pending = join(root, ".pending");
  // Beyond the highest number a process can have.
  await mkdir(join(pending, "9999999-dead"), { recursive: true });
  await writeFile(join(pending, "9999999-dead/journal.json"), JSON.stringify({ targets: [target] }));
  await expect(recoverFiles({ root, pending })).rejects.toThrow(/names a file outside of the project/u);
});

test("a run that is writing is waited for, not finished by another", async () => {
  const { project } = await makeUpdate();
  await mkdir(join(project.pending, `${process.pid}-alive`), { recursive: true });
  await expect(commitFiles([{ path: project.document, text: "new" }], project)).rejects.toThrow(
    /another run \(process \d+\) is writing; wait for it/u,
  );
});

test("a folder in the way is found before anything changes", async () => {
  const { project } = await makeUpdate();
  const before = await readState(project.root);
  const files = [project.document, project.overlays].map((path) => ({ path, text: "new" }));
  await expect(commitFiles(files, project)).rejects.toThrow(/cannot be written \(\w+\); nothing was changed/u);
  expect(await readState(project.root)).toEqual(before);
});

test("two runs that write at once do not mix", async () => {
  const { project } = await makeUpdate();
  const write = (text: string): Promise<void> =>
    commitFiles(
      [project.document, project.lock].map((path) => ({ path, text })),
      project,
    );
  await Promise.allSettled(["1", "2", "3", "4", "5"].map(write));
  await write("6");
  expect(await readFile(project.document, "utf8")).toBe(await readFile(project.lock, "utf8"));
});
