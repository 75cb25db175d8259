import { type Client, createClient } from "@just-one/core";
import { createEntry } from "../operations.ts";

/** What became of one call: on a connection new or used before, with a method, and what the server did to it. */
export interface Row {
  /** Told to the server, which counts what arrived under it. */
  readonly id: string;
  readonly billing: string;
  readonly attempts: number;
  /** Whether `meta` says that more may have arrived. */
  readonly isLowerBound: boolean;
}

/** What the server does once it has read a request; the first word of a row's id. */
export const faults = [
  "success",
  "reset",
  "close",
  "greeting",
  "halfhead",
  "cut",
  "resetbody",
  "misdirected",
  "once421",
  "gateway",
  "timeout408",
  "busy503",
] as const;

/** Calls once for every combination, one after the other, so that the connection before it is free again. */
export async function runMatrix(baseUrl: string, ownFetch?: typeof fetch): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const connection of ["new", "reused"]) {
    for (const fault of faults) {
      for (const method of ["GET", "POST"] as const) {
        const client = createMatrixClient(baseUrl, ownFetch);
        if (connection === "reused") await client.call("GET /matrix/v1", { id: `success-${method}-before-${fault}` });
        const id = `${fault}-${method}-${connection}`;
        const { meta } = await client.try(`${method} /matrix/v1`, { id });
        const isLowerBound = meta.attempts.some(({ mayHaveBeenResent }) => mayHaveBeenResent);
        rows.push({ id, billing: meta.billing, attempts: meta.attempts.length, isLowerBound });
      }
    }
  }
  return rows;
}

interface MatrixOperations {
  "GET /matrix/v1": { params: { id: string }; data: unknown };
  "POST /matrix/v1": { params: { id: string }; data: unknown };
}

function createMatrixClient(baseUrl: string, ownFetch: typeof fetch | undefined): Client<MatrixOperations> {
  return createClient<MatrixOperations>({
    token: "marked-token-for-tests",
    baseUrl,
    catalog: [
      createEntry("GET /matrix/v1", [{ name: "id", required: true }]),
      createEntry("POST /matrix/v1", [{ name: "id", in: "form", required: true }], "form"),
    ],
    retry: { baseMs: 0 },
    allowBrowser: true,
    ...(ownFetch && { fetch: ownFetch }),
  });
}
