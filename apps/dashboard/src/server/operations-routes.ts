import { Hono } from "hono";
import type { FoundOperations, OperationPage, SnippetReply, TryRequest, TryReply } from "../shared/operations.ts";
import type { Identity } from "./identify.ts";
import type { Library } from "./operations/library.ts";
import { createSimpleFinder } from "./operations/simple-finder.ts";
import type { MockTrial } from "./operations/try-on-mock.ts";
import { writeSnippet } from "./operations/write-snippet.ts";
import { parseCallRequest } from "./parse-request.ts";
import { readJson } from "./read-json.ts";

export interface OperationsOptions {
  readonly library: Library;
  readonly trial: MockTrial;
}

const mostFound = 30;

/** Finds, describes, tries on a mock and writes as a program. Nothing here can cost, so that viewers may do all of it. */
export function createOperationsRoutes({ library, trial }: OperationsOptions): Hono<Identity> {
  const { catalog, prose } = library;
  const finder = createSimpleFinder(library);
  const routes = new Hono<Identity>();
  routes.get("/operations", (context) => {
    const { words = "", platform } = context.req.query();
    const found = finder.find(words.slice(0, 200), { platform: platform || undefined, limit: mostFound });
    return context.json<FoundOperations>({ ...found, platforms: finder.platforms, known: catalog.length });
  });
  routes.get("/operation", (context) => {
    const page = finder.describe(context.req.query("name") ?? "");
    return page === undefined ? context.json({ error: "not-found" }, 404) : context.json<OperationPage>(page);
  });
  routes.post("/try", async (context) => {
    const request = parseCallRequest(await readJson(context.req));
    if (request === undefined) return context.json({ error: "bad-request" }, 400);
    return context.json<TryReply>(await trial.ask(request.operation, request.parameters));
  });
  routes.post("/snippet", async (context) => {
    const request = parseSnippetRequest(await readJson(context.req));
    const entry = catalog.find(({ operation }) => operation === request?.operation);
    if (request === undefined || entry === undefined) return context.json({ error: "bad-request" }, 400);
    const { parameters, language } = request;
    return context.json<SnippetReply>(await writeSnippet({ entry, prose, parameters, language }));
  });
  return routes;
}

function parseSnippetRequest(body: unknown): Required<TryRequest> | undefined {
  const request = parseCallRequest(body);
  if (request === undefined || typeof body !== "object" || body === null || !("language" in body)) return undefined;
  return typeof body.language === "string" ? { ...request, language: body.language } : undefined;
}
