import { createFinder, type DescribedOperation, type Finder } from "@just-one/finder";
import { Hono } from "hono";
import type {
  FoundOperations,
  OperationLine,
  OperationPage,
  SnippetReply,
  TryRequest,
  TryReply,
} from "../shared/operations.ts";
import type { Identity } from "./identify.ts";
import type { Library } from "./operations/library.ts";
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
  let made: Finder | undefined;
  const open = (): Finder => (made ??= createFinder(library)); // an index that not every visit needs
  const routes = new Hono<Identity>();
  routes.get("/operations", (context) => {
    const { words = "", platform } = context.req.query();
    const finder = open();
    const { operations, more, unknown } = finder.find(words.slice(0, 200), {
      platform: platform || undefined,
      limit: mostFound,
    });
    const { platforms } = finder;
    const lines = operations.map(toLine);
    return context.json<FoundOperations>({ operations: lines, more, unknown, platforms, known: catalog.length });
  });
  routes.get("/operation", (context) => {
    const found = open().describe(context.req.query("name") ?? "");
    return found === undefined ? context.json({ error: "not-found" }, 404) : context.json(toPage(found));
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

function toLine({ operation, title, platform, remarks }: OperationLine): OperationLine {
  return { operation, title, platform, remarks };
}

function toPage(found: DescribedOperation): OperationPage {
  const { about, reply, versions } = found;
  return {
    ...toLine(found),
    ...(about !== undefined && { about }),
    // What the vendor took away would be refused.
    parameters: found.parameters.filter(({ removed }) => removed === undefined),
    ...(reply !== undefined && { reply }),
    versions,
  };
}

function parseSnippetRequest(body: unknown): Required<TryRequest> | undefined {
  const request = parseCallRequest(body);
  if (request === undefined || typeof body !== "object" || body === null || !("language" in body)) return undefined;
  return typeof body.language === "string" ? { ...request, language: body.language } : undefined;
}
