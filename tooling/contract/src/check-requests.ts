import type { Catalog, CatalogEntry } from "@just-one/api";
import { ApiError, type Client, createClient, type JustOneError } from "@just-one/core";
import { type MockServer, startMockServer } from "@just-one/testing";
import { createReferee } from "./create-referee.ts";
import { isObject } from "./is-object.ts";
import { type Formats, listCalls, sampleParameters } from "./list-calls.ts";
import { type Document, type DocumentOperation, listOperations, resolveReference } from "./open-api.ts";
import { readFormats } from "./read-formats.ts";

/** What was tried, and what went wrong. */
export interface RequestsReport {
  readonly operations: number;
  readonly requests: number;
  readonly problems: readonly string[];
}

/** Any operation of any document. */
type AnyOperations = Record<string, { params: object; data: unknown }>;

/**
 * Has our client call every operation of a document: with each parameter and each of its allowed values, and with each
 * business code as the answer. The referee judges what is sent, the mock answers, and the client must tell of each
 * answer what it was.
 */
export async function checkRequests(document: Document, catalog: Catalog): Promise<RequestsReport> {
  const judge = await createReferee(document);
  const codes = listCodes(document);
  await using mock = await startMockServer({ document });
  const problems: string[] = [];
  let requests = 0;
  const client = createClient<AnyOperations>({
    token: "marked-token-for-tests",
    baseUrl: mock.url,
    catalog,
    retry: false,
    latches: false, // each code is asked for on its own
    rateLimiter: false,
    fetch: async (url, init) => {
      requests += 1;
      problems.push(...judge(new Request(url, init).url, init ?? {}));
      return fetch(url, init);
    },
  });

  const entries = new Map(catalog.map((entry) => [entry.operation, entry]));
  const tryOne = async ({ operation, definition }: DocumentOperation): Promise<void> => {
    const entry = entries.get(operation);
    if (entry === undefined) return void problems.push(`${operation}: is not in the catalog`);
    const formats = readFormats(definition);
    if (entry.removed !== undefined) return void problems.push(...(await tryRemoved(client, entry, formats)));
    problems.push(...(await tryCalls(client, entry, formats)));
    problems.push(...(await tryCodes({ client, entry, formats, codes, mock })));
  };
  // A few at once; in one operation one after the other, since its queue of outcomes has an order.
  const operations = listOperations(document);
  for (let first = 0; first < operations.length; first += 8) {
    await Promise.all(operations.slice(first, first + 8).map(tryOne));
    mock.reset();
  }
  return { operations: operations.length, requests, problems };
}

async function tryCalls(client: Client<AnyOperations>, entry: CatalogEntry, formats: Formats): Promise<string[]> {
  const problems: string[] = [];
  for (const parameters of listCalls(entry, formats)) {
    const result = await client.try(entry.operation, parameters);
    if (!result.ok) problems.push(`${entry.operation} with ${Object.keys(parameters).join()}: ${result.error.message}`);
    else if (result.meta.billing !== "billed") problems.push(`${entry.operation}: a success is ${result.meta.billing}`);
  }
  return problems;
}

/** What the vendor took away stays in the document until the next major, and is refused before it is sent. */
async function tryRemoved(client: Client<AnyOperations>, entry: CatalogEntry, formats: Formats): Promise<string[]> {
  const result = await client.try(entry.operation, sampleParameters(entry, formats));
  const isRefused = !result.ok && result.error.kind === "config" && result.error.billing === "unbilled";
  return isRefused ? [] : [`${entry.operation}: the vendor removed it, and a call of it was not refused`];
}

interface CodesToTry {
  readonly client: Client<AnyOperations>;
  readonly entry: CatalogEntry;
  readonly formats: Formats;
  readonly codes: readonly number[];
  readonly mock: MockServer;
}

async function tryCodes({ client, entry, formats, codes, mock }: CodesToTry): Promise<string[]> {
  const problems: string[] = [];
  for (const code of codes) {
    mock.enqueue([code], entry.operation);
    const result = await client.try(entry.operation, sampleParameters(entry, formats));
    const told = result.ok ? 0 : readCode(result.error);
    if (told !== code) problems.push(`${entry.operation}: code ${code} was told as ${told}`);
  }
  return problems;
}

function readCode(error: JustOneError): number | string {
  return ApiError.is(error) ? error.code : error.kind;
}

/** The business codes that the document's envelope lists. */
function listCodes(document: Document): number[] {
  const components = isObject(document["components"]) ? document["components"] : {};
  const schemas = isObject(components["schemas"]) ? components["schemas"] : {};
  const result = resolveReference(document, schemas["Result"]);
  const properties = isObject(result) && isObject(result["properties"]) ? result["properties"] : {};
  const code = resolveReference(document, properties["code"]);
  const allowed = isObject(code) && Array.isArray(code["enum"]) ? code["enum"] : [];
  if (allowed.length === 0)
    throw new Error("The document lists no business codes at components.schemas.Result.properties.code");
  return allowed.map(Number);
}
