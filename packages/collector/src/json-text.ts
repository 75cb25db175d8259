/** Writes JSON of any depth; integers beyond 2^53 that are `bigint` stay digits. @throws TypeError for what holds itself */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    // The parser goes deeper than the writer does: what was paid for is kept all the same.
    if (error instanceof RangeError) return writeDeep(value);
    return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? toRawJson(each) : each)) ?? "null";
  }
}

/** Reads what `writeJson` wrote of parameters: integers beyond 2^53 are `bigint` again. */
export function readJson(text: string): unknown {
  // in quotes they are text, as most ids are
  if (!/[^"\d]\d{16}/.test(text)) return JSON.parse(text) as unknown;
  return JSON.parse(text, (_: string, value: unknown, context?: { readonly source?: string }) => {
    const isLong = typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "");
    return isLong ? BigInt(context?.source ?? "") : value;
  });
}

function toRawJson(value: bigint): unknown {
  // Safe: all versions of Node that this package runs on have it.
  const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };
  return rawJSON(value.toString());
}

/** The same without a call in a call. */
function writeDeep(root: unknown): string {
  const parts: string[] = [];
  const left: ({ readonly value: unknown } | string)[] = [{ value: root }];
  for (let each = left.pop(); each !== undefined; each = left.pop()) {
    if (typeof each === "string") parts.push(each);
    else if (typeof each.value !== "object" || each.value === null) parts.push(JSON.stringify(each.value) ?? "null");
    else if (Array.isArray(each.value)) {
      parts.push("[");
      left.push("]");
      for (let index = each.value.length - 1; index >= 0; index -= 1) {
        left.push({ value: each.value[index] as unknown });
        if (index > 0) left.push(",");
      }
    } else {
      parts.push("{");
      left.push("}");
      const members = Object.entries(each.value).filter(([, value]) => value !== undefined);
      for (const [index, [name, value]] of [...members.entries()].toReversed()) {
        left.push({ value }, `${index > 0 ? "," : ""}${JSON.stringify(name)}:`);
      }
    }
  }
  return parts.join("");
}
