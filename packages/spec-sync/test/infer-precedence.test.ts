import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run as build } from "../src/verbs/build.ts";
import { run as infer } from "../src/verbs/infer.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";

const openapi = fileURLToPath(new URL("../../../openapi", import.meta.url));

test.each([
  ["25-inferred.overlay.yaml", "AuthorSpreadInfoData"],
  ["90-inferred.overlay.yaml", "DouyinXingtuGwApiDataSpAuthorSpreadInfoV1Data"],
])("the last overlay by name types the reply: with %s it is %s", async (name, type) => {
  const folder = await makeTemporaryFolder();
  const overlays = join(folder, "overlays");
  await cp(join(openapi, "overlays"), overlays, { recursive: true });
  await infer([join(openapi, "examples"), "--output", join(overlays, name)]);
  await build(["--document", join(openapi, "just-one-api.json"), "--overlays", overlays, "--out", folder]);
  const operations = await readFile(join(folder, "operations.ts"), "utf8");
  const types = [...operations.matchAll(/^ {4}data: (.*);$/gmu)].map(([, data]) => data);
  expect(types.filter((data) => data !== "unknown")).toEqual([type]);
});
