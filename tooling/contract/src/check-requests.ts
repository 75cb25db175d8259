import type { Catalog, CatalogEntry } from "@just-one/api";
import { ApiError, type Client, createClient, type JustOneError } from "@just-one/core";
import { type MockServer, startMockServer } from "@just-one/testing";
import { normalizeDocument, type NormalOperation, type OpenApiDocument } from "@just-one/document";
import { createReferee } from "./create-referee.ts";
import { type Formats, listCalls, sampleParameters } from "./list-calls.ts";

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
export async function checkRequests(document: OpenApiDocument, catalog: Catalog): Promise<RequestsReport> {
  const judge = await createReferee(document);
  const { operations } = normalizeDocument(document);
  const codes = listCodes(operations);
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
  const tryOne = async ({ name: operation, parameters }: NormalOperation): Promise<void> => {
    const entry = entries.get(operation);
    if (entry === undefined) return void problems.push(`${operation}: is not in the catalog`);
    const formats = readFormats(parameters);
    if (entry.removed !== undefined) return void problems.push(...(await tryRemoved(client, entry, formats)));
    problems.push(...(await tryCalls(client, entry, formats)));
    problems.push(...(await tryCodes({ client, entry, formats, codes, mock })));
  };
  // A few at once; in one operation one after the other, since its queue of outcomes has an order.
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

/** The formats that an operation demands of its parameters. */
function readFormats(parameters: NormalOperation["parameters"]): Formats {
  return new Map(
    parameters.flatMap(({ name, schema: { node } }): [string, string][] => {
      const format = node.shape === false ? undefined : node.shape["format"];
      return typeof format === "string" ? [[name, format]] : [];
    }),
  );
}

/** The business codes that the envelopes list. */
function listCodes(operations: readonly NormalOperation[]): number[] {
  const codes = [...new Set(operations.flatMap((operation) => operation.codes))];
  if (codes.length === 0)
    throw new Error("The document lists no business codes: its replies have no `code` with an enum");
  return codes;
}
