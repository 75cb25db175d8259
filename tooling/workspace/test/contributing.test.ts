import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listSteps } from "./support/list-steps.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const text = await readFile(join(root, "CONTRIBUTING.md"), "utf8");
let clone: string;

/** The package manager's store, and how to reach a registry, are where the user has them; git's habits are nobody's. */
const colleague: NodeJS.ProcessEnv = {
  ...process.env,
  HOME: process.env["STARTED_HOME"],
  USERPROFILE: process.env["STARTED_HOME"],
  GIT_CONFIG_GLOBAL: devNull,
  TURBO_TELEMETRY_DISABLED: "1",
};

/** What a colleague would write, for each line that says so. */
const hands: Readonly<Record<string, () => Promise<void>>> = {
  "write openapi/overlays/40-what-we-know.overlay.yaml": async () => {
    const action = "  - target: $.info\n    description: The vendor does not say it.\n    update: { x-known: true }\n";
    const overlay = `overlay: 1.0.0\ninfo: { title: What we know, version: 1.0.0 }\nactions:\n${action}`;
    await writeFile(join(clone, "openapi/overlays/40-what-we-know.overlay.yaml"), overlay);
  },
  "take over a document that lists code 700": async () => {
    const file = join(clone, "openapi/just-one-api.json");
    const document = (await readFile(file, "utf8")).replace(/(\n\s*)602(\s*\])/u, "$1602,$1700$2");
    const next = join(clone, "next.json");
    await writeFile(next, document);
    await run("pnpm", ["spec", "update", "--from", next, "--accept-envelope-changed"], { cwd: clone, env: colleague });
    await rm(next);
  },
  "give 700 its rule and its words in packages/core/src/envelope/business-codes.ts": () =>
    edit("packages/core/src/envelope/business-codes.ts", (code) =>
      code
        .replace("\n  600: { billing", "\n  700: unexplained,\n  600: { billing")
        .replace("\n  600: {\n", "\n  700: withoutMeaning,\n  600: {\n"),
    ),
  "and the vendor's word for it in packages/core/test/business-codes.test.ts": () =>
    edit("packages/core/test/business-codes.test.ts", (tests) =>
      tests.replace("\n];", '\n  [700, undefined, "unknown", false],\n];'),
    ),
  "put sample where otel stands, in its package.json, its README and its tests": async () => {
    const entries = await readdir(join(clone, "packages/sample"), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files) {
      await writeFile(file, (await readFile(file, "utf8")).replaceAll("@just-one/otel", "@just-one/sample"));
    }
  },
};

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(clone, path), "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${path} no longer has the place that the walk changes`);
  await writeFile(join(clone, path), after);
}

beforeAll(async () => {
  clone = await mkdtemp(join(await realpath(tmpdir()), "just-one-walks-"));
  await run("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
  await copyFile(join(root, "CONTRIBUTING.md"), join(clone, "CONTRIBUTING.md"));
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: clone, env: colleague });
});
afterAll(() => rm(clone, { recursive: true, force: true, maxRetries: 3 }));

// One after the other in one clone, as a colleague's days would go.
describe.skipIf(process.platform === "win32")(
  "CONTRIBUTING's walks (skipped on Windows: they are written for sh)",
  () => {
    test.for(["Add an overlay", "Add a business code", "Add a package", "Release"])(
      "%s: every command does what it says",
      async (heading) => {
        const steps = listSteps(text, heading);
        expect(steps.length).toBeGreaterThan(3);
        for (const step of steps) {
          if (step.kind === "by-hand") await findHand(step.what)();
          else if (step.kind === "command") await expectOutcome(step.command, step.fails);
        }
      },
    );
  },
);

function findHand(what: string): () => Promise<void> {
  const hand = hands[what];
  if (hand === undefined) throw new Error(`CONTRIBUTING.md asks for "${what}" by hand, and this test has no such hand`);
  return hand;
}

async function expectOutcome(command: string, fails: string | undefined): Promise<void> {
  const output = await run("sh", ["-c", command], { cwd: clone, env: colleague, maxBuffer: 1e8 }).then(
    ({ stdout }) => ({ failed: false, stdout }),
    (error: unknown) => ({ failed: true, stdout: `${String(error)}\n${String(Reflect.get(Object(error), "stdout"))}` }),
  );
  expect(output.failed, `${command}\n${output.stdout}`).toBe(fails !== undefined);
  expect(output.stdout).toContain(fails ?? "");
}
