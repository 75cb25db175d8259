import type { OperationParameter } from "../../../src/shared/operations.ts";

/** What was typed, by the parameters' types: what is empty is left out, and what is no value of its type is sent as it stands, to be told. */
export function toParameters(
  parameters: readonly OperationParameter[],
  typed: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    parameters.flatMap(({ name, types }) => {
      const text = (typed[name] ?? "").trim();
      return text === "" ? [] : [[name, toValue(text, types)]];
    }),
  );
}

/** A text stays text where that is allowed: ids are longer than numbers hold. */
function toValue(text: string, types: readonly string[]): unknown {
  if (types.length === 0 || types.includes("string")) return text;
  if ((types.includes("integer") || types.includes("number")) && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  if (types.includes("array")) return text.split(",").map((item) => item.trim());
  if (types.includes("object")) return parseObject(text);
  return text;
}

function parseObject(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
