import { fileURLToPath } from "node:url";
import { startMockServer } from "@just-one/testing";
import { Miniflare } from "miniflare";
import { rolldown } from "rolldown";
import { expect, onTestFinished, test } from "vitest";

test("cloudflare-workers: one client answers many requests at once, and goes on answering", async () => {
  await using mock = await startMockServer();
  const worker = new Miniflare({
    modules: true,
    script: await bundle("cloudflare-workers"),
    compatibilityDate: "2026-07-01",
    bindings: { JUST_ONE_TOKEN: "marked-token-for-tests", JUST_ONE_BASE_URL: mock.url },
  });
  onTestFinished(() => worker.dispose());

  for (const round of [1, 2]) {
    const ids = Array.from({ length: 40 }, (_, index) => `${round}${String(index).padStart(3, "0")}`);
    const replies = await Promise.all(ids.map((id) => worker.dispatchFetch(`http://worker.test/?id=${id}`)));
    const texts = await Promise.all(replies.map((reply) => reply.text()));
    expect(new Set(texts)).toEqual(new Set([expect.stringMatching(/^\{"plays":"\d+","billing":"billed"\}$/)]));
  }
  expect(mock.requests).toHaveLength(80);
});

/** Bundles a program as a worker is deployed: one module. */
async function bundle(place: string): Promise<string> {
  const input = fileURLToPath(new URL(`../using/${place}.ts`, import.meta.url));
  await using built = await rolldown({ input, resolve: { conditionNames: ["@just-one/source", "import"] } });
  const { output } = await built.generate({ format: "esm" });
  return output[0].code;
}
