import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Validator } from "@just-one/api";
import { validators } from "@just-one/api/validators";
import { type ClientEvent, createClient } from "@just-one/core";
import { createRecorder } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const document = fileURLToPath(new URL("../../openapi/just-one-api.json", import.meta.url));
const spec = fileURLToPath(new URL("../../packages/spec-sync/src/main.ts", import.meta.url));

/** Runs `pnpm spec …`, as a person would. */
async function runSpec(...args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ["--conditions=@just-one/source", spec, ...args]);
}

test("replies that a client records while it validates become types that fit them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "just-one-learn-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [recordings, overlays, built] = ["recordings", "overlays", "built"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]; // safe: three in, three out
  const replies = [
    { play_mid: "1", item_num: "3" },
    { play_mid: 1, interact_rate: null, fans: [{ id: "7" }] },
  ];
  let asked = 0;
  const recorder = createRecorder({
    folder: recordings,
    fetch: () => Promise.resolve(Response.json({ code: 0, data: replies[asked++], message: null })),
  });
  const told: ClientEvent[] = [];
  const client = createClient({
    token: "marked-token-for-tests",
    fetch: recorder.fetch,
    validate: "warn",
    validators,
    onEvent: (event) => void (event.type === "mismatch" && told.push(event)),
  });
  for (const oAuthorId of ["1", "2"]) await client.call(operation, { oAuthorId });
  expect(told).toMatchObject([{ mismatches: [{ path: "data.play_mid" }, { path: "data.interact_rate" }] }]);

  await mkdir(overlays);
  await runSpec("infer", recordings, "--output", join(overlays, "inferred.overlay.yaml"));
  await runSpec("build", "--document", document, "--overlays", overlays, "--out", built);
  const file = pathToFileURL(join(built, "validators.ts")).href;
  const learnt: { validators: readonly Validator[] } = await import(/* @vite-ignore */ file);
  const [validator] = learnt.validators;
  expect(validator?.operation).toBe(operation);
  for (const data of replies) expect(validator?.check(data)).toEqual([]);
  expect(validator?.check({ play_mid: [] })).toEqual([
    { path: "data.play_mid", expected: expect.stringMatching(/number/) as string, actual: "array" },
  ]);
});
