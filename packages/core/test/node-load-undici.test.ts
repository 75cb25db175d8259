import { ConfigError } from "@just-one/core";
import { Agent, Pool, ProxyAgent } from "undici";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadUndici } from "../src/node/load-undici.ts";

const parts = { Agent, Pool, ProxyAgent };
const hidden = Object.assign(new Error("Package subpath './lib/dispatcher/agent.js' is not defined by \"exports\""), {
  code: "ERR_PACKAGE_PATH_NOT_EXPORTED",
});
const missing = (): Promise<never> => Promise.reject(new Error("Cannot find package 'undici'"));

describe("the parts of undici", () => {
  test("are the same, whether they come by their paths or from the package", async () => {
    const keys = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
    const read = (): unknown[] => keys.map((key) => Reflect.get(globalThis, key));
    const everybodys = read();
    const ofPaths = await loadUndici();
    const ofPackage = await loadUndici(() => Promise.reject(hidden));
    expect(new ofPaths.Agent()).toHaveProperty("dispatch");
    expect(ofPackage.Agent).toBe(Agent);
    expect(read()).toEqual(everybodys);
  });

  test("put everybody's dispatcher back where loading the whole has changed it", async () => {
    const key = Symbol.for("undici.globalDispatcher.2");
    const own = { dispatch: () => true };
    const earlier: unknown = Reflect.get(globalThis, key);
    Reflect.set(globalThis, key, own);
    onTestFinished(() => void Reflect.set(globalThis, key, earlier));
    await loadUndici(() => Promise.reject(hidden));
    expect(Reflect.get(globalThis, key)).toBe(own);
  });

  test("that are missing are asked for", async () => {
    const refusal: unknown = await loadUndici(missing, missing).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ConfigError);
    expect(refusal).toHaveProperty("message", expect.stringMatching(/could not load `undici`: add version 7 or 8/));
  });

  test.each([
    ["esbuild's", 'Dynamic require of "node:assert" is not supported'],
    [
      "rolldown's",
      'Calling `require` for "node:assert" in an environment that doesn\'t expose the `require` function.',
    ],
  ])("that cannot run in %s bundle name the bundler and what to do", async (_whose, words) => {
    const broken = (): Promise<never> => Promise.reject(new Error(words));
    await expect(loadUndici(broken, missing)).rejects.toThrow(/your bundler \(.+\) .* Mark `undici` as external/);
    expect(await loadUndici(broken, () => Promise.resolve(parts))).toEqual(parts);
  });

  test("are not taken from something else under that name, as Bun has it", async () => {
    const standIn = { ...parts, Agent: Object as unknown as typeof Agent };
    await expect(
      loadUndici(
        () => Promise.reject(hidden),
        () => Promise.resolve(standIn),
      ),
    ).rejects.toThrow(ConfigError);
  });
});
