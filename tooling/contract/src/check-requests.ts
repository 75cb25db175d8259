import type { Catalog, CatalogEntry } from "@just-one/api";
import { type Client, createClient } from "@just-one/core";
import { startMockServer } from "@just-one/testing";
import { createReferee } from "./create-referee.ts";
import { listCalls, sampleParameters } from "./list-calls.ts";
import { type Document, listOperations, resolveReference } from "./open-api.ts";
import { isObject } from "./is-object.ts";

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
      problems.push(...judge(String(url), init ?? {}));
      return fetch(url, init);
    },
  });

  const known = new Set(catalog.map(({ operation }) => operation));
  for (const { operation } of listOperations(document)) {
    if (!known.has(operation)) problems.push(`${operation}: is not in the catalog`);
  }
  // A few at once; in one operation one after the other, since its queue of outcomes has an order.
  for (let first = 0; first < catalog.length; first += 8) {
    const some = catalog.slice(first, first + 8);
    const found = await Promise.all(
      some.map(async (entry) => [
        ...(await tryCalls(client, entry)),
        ...(await tryCodes(client, entry, { codes, mock })),
      ]),
    );
    problems.push(...found.flat());
    mock.reset();
  }
  return { operations: catalog.length, requests, problems };
}

async function tryCalls(client: Client<AnyOperations>, entry: CatalogEntry): Promise<string[]> {
  const problems: string[] = [];
  for (const parameters of listCalls(entry)) {
    const result = await client.try(entry.operation, parameters);
    if (!result.ok) problems.push(`${entry.operation} with ${Object.keys(parameters).join()}: ${result.error.message}`);
    else if (result.meta.billing !== "billed") problems.push(`${entry.operation}: a success is ${result.meta.billing}`);
  }
  return problems;
}

interface CodesToTry {
  readonly codes: readonly number[];
  readonly mock: { enqueue(codes: readonly number[], operation: string): void };
}

async function tryCodes(client: Client<AnyOperations>, entry: CatalogEntry, to: CodesToTry): Promise<string[]> {
  const problems: string[] = [];
  for (const code of to.codes) {
    to.mock.enqueue([code], entry.operation);
    const result = await client.try(entry.operation, sampleParameters(entry));
    const told = result.ok ? 0 : "code" in result.error ? result.error.code : result.error.kind;
    if (told !== code) problems.push(`${entry.operation}: code ${code} was told as ${String(told)}`);
  }
  return problems;
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
