import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { validators } from "@just-one/api/validators";
import { type ClientEvent, createClient } from "@just-one/core";
import { createRecorder } from "@just-one/testing";
import { expect, test } from "vitest";
import { run as build } from "../src/verbs/build.ts";
import { run as infer } from "../src/verbs/infer.ts";
import { loadValidators } from "./support/build-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const openapi = fileURLToPath(new URL("../../../openapi", import.meta.url));

test("replies that a client records while it validates become types that fit them", async () => {
  const folder = await makeTemporaryFolder();
  const replies = [
    { play_mid: "1", item_num: "3" },
    { play_mid: 1, interact_rate: null, fans: [{ id: "7" }] },
  ];
  const recordings = join(folder, "recordings");
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

  const overlays = join(folder, "overlays");
  await cp(join(openapi, "overlays"), overlays, { recursive: true });
  await infer([recordings, "--output", join(overlays, "90-inferred.overlay.yaml")]);
  await build(["--document", join(openapi, "just-one-api.json"), "--overlays", overlays, "--out", folder]);
  const [learnt] = await loadValidators(await readFile(join(folder, "validators.ts"), "utf8"));
  expect(learnt?.operation).toBe(operation);
  for (const data of replies) expect(learnt?.check(data)).toEqual([]);
  expect(learnt?.check({ play_mid: [] })).toEqual([
    { path: "data.play_mid", expected: expect.stringMatching(/number/), actual: "array" },
  ]);
});
