/**
 * Writes JSON without a call in a call. The platform's parser goes deeper than its writer does, so a reply that was parsed, and
 * paid for, can be too deep for `JSON.stringify`.
 *
 * @param writeScalar what is neither a list nor an object; `undefined` for what JSON has no word for
 */
export function writeDeepJson(root: unknown, writeScalar: (value: unknown) => string | undefined): string {
  const parts: string[] = [];
  const left: ({ readonly value: unknown } | string)[] = [{ value: root }];
  for (let each = left.pop(); each !== undefined; each = left.pop()) {
    if (typeof each === "string") parts.push(each);
    else if (typeof each.value !== "object" || each.value === null) parts.push(writeScalar(each.value) ?? "null");
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
