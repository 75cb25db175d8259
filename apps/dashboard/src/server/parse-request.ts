import { type CallRequest, type EstimateRequest, maxEstimates, type Parameters } from "../shared/protocol.ts";

/** The body of `POST /api/call`; `undefined` for anything else. Names and values are the catalog's to judge. */
export function parseCallRequest(body: unknown): CallRequest | undefined {
  if (!isObject(body)) return undefined;
  const { operation, parameters, again = false } = body;
  if (typeof operation !== "string" || !isObject(parameters) || typeof again !== "boolean") return undefined;
  return { operation, parameters, again };
}

/** The body of `POST /api/estimate`; `undefined` for anything else, and for more calls than anybody looks at. */
export function parseEstimateRequest(body: unknown, most: number = maxEstimates): EstimateRequest | undefined {
  if (!isObject(body)) return undefined;
  const { operation, parameters } = body;
  if (typeof operation !== "string" || !Array.isArray(parameters) || parameters.length > most) return undefined;
  return parameters.every(isObject) ? { operation, parameters } : undefined;
}

function isObject(value: unknown): value is Parameters {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
