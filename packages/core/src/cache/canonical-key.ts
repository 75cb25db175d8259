import type { Call } from "../call/call.ts";

/**
 * The key of a call. It names the server, so that clients which share a store do not answer for each other: a mock's
 * invented reply must not pass for the vendor's.
 */
export function findCanonicalKey(call: Call): string {
  return (call.cacheKey ??= `${call.shared.baseUrl} ${call.entry.operation} ${findParametersKey(call)}`);
}

/** One text for equal parameters of one operation; made once for all stages that want it. */
export function findParametersKey(call: Call): string {
  return (call.parametersKey ??= writeSorted(call.parameters));
}

/** One text for equal parameters, whatever their order; `undefined` members do not count. */
export function toCanonicalKey(operation: string, parameters: object): string {
  return `${operation} ${writeSorted(parameters)}`;
}

/** JSON with the members of every object in order. */
function writeSorted(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(writeSorted).join(",")}]`;
  if (isSimple(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${writeSorted(member)}`);
  return `{${members.join(",")}}`;
}

/** True for what nearly every caller passes: plain values, in order already, which the native writer writes as well. */
function isSimple(value: object): boolean {
  let last = "";
  for (const name of Object.keys(value)) {
    // Safe: the name is one of the object's own.
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (name < last || (typeof member === "object" && member !== null) || typeof member === "bigint") return false;
    last = name;
  }
  return true;
}
