import type { CommandHost } from "./command-host.ts";
import { createLog } from "../log.ts";
import { createHttpHandler } from "../protocol/create-http-handler.ts";
import { createAuthenticate } from "../serve/authenticate.ts";
import { createHttpApp } from "../serve/create-http-app.ts";
import { readHttpSettings } from "../serve/http-settings.ts";
import { createVerifyJwt } from "../serve/jwt.ts";
import { limitCalls } from "../serve/limit-calls.ts";
import { openKeys } from "../serve/key-file.ts";
import { startHttpServer } from "../serve/start-http-server.ts";
import { openServer } from "../services/open-server.ts";
import { httpOptions, servingOptions } from "../settings/option-rows.ts";
import { parseOptions } from "../settings/parse-options.ts";
import { readSettings } from "../settings/read-settings.ts";
import { readUser } from "../settings/read-user.ts";
import { takeVariables } from "../settings/take-variables.ts";

/** How long calls under way are waited for at the end: their replies are paid for. */
const endMs = 30_000;
const flushMs = 1000;

/** The process, and what was typed behind `serve`. */
export interface ServeHost extends CommandHost {
  readonly args: readonly string[];
}

/** Serves HTTP until it is told to stop. Resolves to the exit code. @throws SettingsError */
export async function runServe({ args, environment, stdout, stderr, stop }: ServeHost): Promise<number> {
  const typed = parseOptions(args, [...servingOptions, ...httpOptions]);
  const variables = takeVariables(environment);
  const http = readHttpSettings(typed);
  const settings = readSettings(typed, variables);
  const keys = http.keys === undefined ? undefined : openKeys(http.keys);
  const log = createLog(stderr);
  const { surface, services } = openServer({
    settings,
    variables,
    log,
    ...(keys !== undefined && { limitsOf: keys.limitsOf }),
  });
  const handler = createHttpHandler(limitCalls(surface));
  const app = createHttpApp({
    settings: http,
    authenticate: createAuthenticate({
      ...http,
      keys,
      verifyJwt: http.jwt === undefined ? undefined : createVerifyJwt(http.jwt),
      localUser: readUser(),
    }),
    serve: (request, caller) => handler.fetch(request, caller),
  });
  let isStopping = false;
  const server = await startHttpServer((request, facts) => (isStopping ? refuse() : app(request, facts)), http);
  stdout.write(`${server.url}/mcp\n`);
  log("started", { url: server.url, mode: settings.isMock ? "mock" : "live" });
  await untilAborted(stop);
  log("stopping");
  isStopping = true;
  await services.finish(endMs);
  // Those who waited get their reply; a connection that somebody has left behind holds nothing up.
  await server.close(flushMs);
  await handler.close();
  await services.close(0);
  return 0;
}

/** A balancer asks another instance then. */
async function refuse(): Promise<Response> {
  return new Response(null, { status: 503, headers: { "retry-after": "5" } });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
