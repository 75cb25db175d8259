import type { LoadedEntry } from "./build-document.ts";

/**
 * Writes a program as a consuming team would: one call of every operation with every parameter, and with every allowed
 * value of each, and one with only what is required.
 */
export function writeCalls(catalog: readonly LoadedEntry[]): string {
  return [
    'import type { Client } from "@just-one/core";',
    "declare const client: Client;",
    ...catalog.flatMap(({ operation, parameters }) => {
      const rounds = Math.max(1, ...parameters.map(({ enum: values = [] }) => values.length));
      const all = Array.from({ length: rounds }, (_, round) => writeParameters(parameters, round));
      const required = writeParameters(parameters.filter(({ required: isRequired }) => isRequired));
      return [...new Set([...all, required])].map((text) => `void client.call(${JSON.stringify(operation)}, ${text});`);
    }),
    "",
  ].join("\n");
}

/** Writes parameters, each with the value whose turn it is. */
function writeParameters(parameters: LoadedEntry["parameters"], round = 0): string {
  const fields = parameters.map((parameter) => `${JSON.stringify(parameter.name)}: ${writeValue(parameter, round)}`);
  return `{ ${fields.join(", ")} }`;
}

function writeValue({ types, enum: values }: LoadedEntry["parameters"][number], round: number): string {
  if (values !== undefined) return JSON.stringify(values[round % values.length]);
  if (types.includes("boolean")) return "true";
  if (types.includes("array")) return "[]";
  return types.includes("integer") || types.includes("number") ? "1" : '"text"';
}
