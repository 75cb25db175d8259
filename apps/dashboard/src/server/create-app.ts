import { type CacheStore, createMemoryCache, type Ledger } from "@just-one/core";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { type EstimateReply, type KnownReply, maxKnown, type Session } from "../shared/protocol.ts";
import { routePaths } from "../shared/routes.ts";
import { callFor } from "./call-for.ts";
import { countToday } from "./count-today.ts";
import { createDoubts } from "./doubts.ts";
import { guardOrigin } from "./guard-origin.ts";
import type { Identity } from "./identify.ts";
import { limitRate } from "./limit-rate.ts";
import { isListed, type ListedClient } from "./listed-operations.ts";
import type { Log } from "./log.ts";
import type { Books } from "./open-books.ts";
import { builtInLibrary, type Library } from "./operations/library.ts";
import type { MockTrial } from "./operations/try-on-mock.ts";
import { createOperationsRoutes } from "./operations-routes.ts";
import { parseCallRequest, parseEstimateRequest } from "./parse-request.ts";
import { readJson } from "./read-json.ts";
import type { Settings } from "./settings.ts";
import { createSpendingRoutes } from "./spending-routes.ts";
import { toCallReply } from "./to-call-reply.ts";
import type { Work } from "./work.ts";

/** What the routes work with. */
export interface AppOptions {
  readonly client: ListedClient;
  /** The same with a budget of nothing. @default a child of the client */
  readonly freeClient?: ListedClient | undefined;
  /** What the client spent; absent in a mock, where nothing costs. */
  readonly ledger?: Ledger | undefined;
  /** Where replies that were paid for are kept, and questions in doubt with them. @default in this process */
  readonly replies?: CacheStore | undefined;
  /** What stands in that ledger besides the limit of the day. */
  readonly listBudgets?: Books["listBudgets"] | undefined;
  /** The operations that can be found and described. @default those that came with this server */
  readonly library?: Library;
  /** Where operations are tried. */
  readonly trial: MockTrial;
  /** What the figures are, and why they are invented. */
  readonly mode: Pick<Session, "mode" | "reason">;
  readonly settings: Pick<Settings, "maxCalls" | "price" | "proxy">;
  readonly log: Log;
  /** The folder of the built page. */
  readonly pageFolder: string;
  /** Of one user. @default 1200 */
  readonly requestsPerMinute?: number;
  /** Lets a request in, and names its user. */
  readonly admit: MiddlewareHandler<Identity>;
  /** Runs the calls that may be paid for. */
  readonly work: Work;
}

/** The routes: health, the page, and three calls that the page makes. The client knows only the listed operations. */
export function createApp(options: AppOptions): Hono<Identity> {
  const { client, mode, settings, log, pageFolder, work } = options;
  const origin = settings.proxy?.origin;
  const freeClient = options.freeClient ?? client.with({ budget: { maxCalls: 0 } });
  const doubts = createDoubts(options.replies ?? createMemoryCache());
  const app = new Hono<Identity>();

  app.get("/healthz", (context) => context.json({ status: "ok" }));

  app.use(
    secureHeaders({
      contentSecurityPolicy: policy,
      referrerPolicy: "no-referrer",
      xFrameOptions: "DENY",
      // A promise for this one name, and only where its proxy can keep it.
      strictTransportSecurity: origin?.startsWith("https:") === true ? "max-age=15552000" : false,
    }),
  );
  app.use(guardOrigin(origin));
  app.use(options.admit);
  app.use("/api/*", async (context, next) => {
    const startedAt = performance.now();
    await next();
    context.header("cache-control", "no-store");
    const { path, method } = context.req;
    const durationMs = Math.round(performance.now() - startedAt);
    // A path nobody knows is not repeated: whoever made it up may have put anything there.
    const route = apiPaths.has(path) ? path : "unknown";
    log("request", { user: context.var.user, method, route, status: context.res.status, durationMs });
  });
  app.use("/api/*", limitRate(options.requestsPerMinute ?? 1200));
  app.use(
    "/api/*",
    bodyLimit({ maxSize: 256 * 1024, onError: (context) => context.json({ error: "too-large" }, 413) }),
  );

  app.get("/api/session", async (context) => {
    const { user, role } = context.var;
    const { maxCalls, price } = settings;
    const money = { ...(price !== undefined && { price }), budget: { maxCalls, spentCalls: await countToday(client) } };
    return context.json<Session>({ ...mode, user, role, ...(mode.mode === "live" && money) });
  });

  app.post("/api/estimate", async (context) => {
    const request = parseEstimateRequest(await readJson(context.req));
    if (request === undefined || !isListed(request.operation)) return context.json({ error: "bad-request" }, 400);
    const { operation, parameters } = request;
    const estimates = await client.estimate(operation, parameters);
    const outcomes = await Promise.all(
      estimates.map(async ({ outcome }, index) => {
        const isUnsure = outcome === "send" && (await doubts.has(operation, parameters[index] ?? {}));
        return isUnsure ? "unsure" : outcome;
      }),
    );
    return context.json<EstimateReply>({ outcomes });
  });

  app.post("/api/known", async (context) => {
    const request = parseEstimateRequest(await readJson(context.req), maxKnown);
    if (request === undefined || !isListed(request.operation)) return context.json({ error: "bad-request" }, 400);
    const { operation, parameters } = request;
    const asker = mode.mode === "mock" ? client : freeClient;
    const results = await Promise.all(parameters.map((each) => asker.try(operation, each)));
    return context.json<KnownReply>({ replies: results.map((result) => (result.ok ? toCallReply(result) : null)) });
  });

  // Not ended when the page goes away: what is under way may be paid for, and so it goes into the cache.
  app.post("/api/call", async (context) => {
    const request = parseCallRequest(await readJson(context.req));
    if (request === undefined || !isListed(request.operation)) return context.json({ error: "bad-request" }, 400);
    const { user, role } = context.var;
    const reply = await callFor({ client, freeClient, mode: mode.mode, work, doubts, request, user, role });
    if (reply === "stopping") return context.json({ error: "stopping" }, 503);
    if (reply === "viewer") return context.json({ error: "viewer" }, 403);
    return context.json(reply);
  });

  app.route(
    "/api",
    createSpendingRoutes({
      client,
      ledger: options.ledger,
      listBudgets: options.listBudgets,
      maxCalls: settings.maxCalls,
    }),
  );

  app.route("/api", createOperationsRoutes({ library: options.library ?? builtInLibrary, trial: options.trial }));

  const places = Object.values(routePaths).filter((path) => path !== "/");
  for (const path of places) app.get(path, serveStatic({ root: pageFolder, rewriteRequestPath: () => "/index.html" }));
  app.use("*", serveStatic({ root: pageFolder }));
  app.notFound((context) => context.json({ error: "not-found" }, 404));
  app.onError((error, context) => {
    log("failed", { error: error.name });
    return context.json({ error: "internal" }, 500);
  });
  return app;
}

const apiPaths: ReadonlySet<string> = new Set([
  "/api/session",
  "/api/estimate",
  "/api/known",
  "/api/call",
  "/api/spending",
  "/api/reconcile",
]);

/** Nothing but the page's own files, and pictures that the page draws itself. */
const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "blob:"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};
