// oxlint-disable-next-line typescript/triple-slash-reference -- whoever compiles this source has to find it, too
/// <reference path="./undici-parts.d.ts" />
import type { Agent, Dispatcher, Pool, ProxyAgent } from "undici";
import { ConfigError } from "../errors/config-error.ts";
import { emptyMeta } from "../meta.ts";

/** What a pool needs of undici. */
export interface UndiciParts {
  readonly Agent: typeof Agent;
  readonly Pool: typeof Pool;
  readonly ProxyAgent: typeof ProxyAgent;
  /** What asks for a tunnel; only undici as a whole gives it to every pool. */
  readonly connect?: Dispatcher["connect"];
}

/**
 * Loads undici, of which nothing but these parts: the whole of it, from version 8 on, makes itself everybody's dispatcher when it
 * is imported, so that the built-in `fetch` stops doing what it was told; and under Bun it is not undici. A version that keeps
 * its parts to itself is loaded whole, and everybody's dispatcher put back.
 *
 * @throws ConfigError that says what to do where there is none
 */
export async function loadUndici(
  importParts: () => Promise<UndiciParts> = importFromPaths,
  importWhole: () => Promise<UndiciParts> = importFromPackage,
): Promise<UndiciParts> {
  try {
    return await importParts();
  } catch (cause) {
    const whole = await importWhole().catch(() => undefined);
    if (typeof whole?.Agent?.prototype?.dispatch === "function") {
      const { Agent, Pool, ProxyAgent } = whole; // there, `connect` is another function
      return { Agent, Pool, ProxyAgent };
    }
    throw new ConfigError(`createPooledFetch could not load \`undici\`: ${advise(cause)}`, {
      meta: emptyMeta(""),
      cause,
    });
  }
}

async function importFromPaths(): Promise<UndiciParts> {
  const [agent, pool, proxyAgent, { default: connect }] = await Promise.all([
    import("undici/lib/dispatcher/agent.js"),
    import("undici/lib/dispatcher/pool.js"),
    import("undici/lib/dispatcher/proxy-agent.js"),
    import("undici/lib/api/api-connect.js"),
  ]);
  return { Agent: agent.default, Pool: pool.default, ProxyAgent: proxyAgent.default, connect };
}

const globalDispatchers = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));

async function importFromPackage(): Promise<UndiciParts> {
  const earlier = globalDispatchers.map((key): unknown => Reflect.get(globalThis, key));
  const name = "undici"; // not in the call, where bundlers would take all of it in; webpack warns unless it is told
  try {
    // Safe: version 7 and 8 have them, and it is looked at before it is used.
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as UndiciParts;
  } finally {
    for (const [index, key] of globalDispatchers.entries()) {
      if (Reflect.get(globalThis, key) !== earlier[index]) Reflect.set(globalThis, key, earlier[index]);
    }
  }
}

/** What esbuild, and what rolldown, puts in the place of `require` where an ES module has none. */
const withoutRequire = /^Dynamic require of|^Calling `require` for/;

function advise(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : "";
  return withoutRequire.test(message)
    ? "your bundler (esbuild, rolldown) has put it into an ES module, where its `require` does not work. Mark `undici` as " +
        "external and install it beside the bundle, or bundle to CommonJS"
    : "add version 7 or 8 to your dependencies; where a bundler leaves it out, install it beside the bundle";
}
