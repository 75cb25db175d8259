/** Encodes values as `name=value&…`, for a query and for a form body alike. `undefined` and `null` are left out. */
export function encodePairs(values: unknown): string {
  let text = "";
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    text += `${text === "" ? "" : "&"}${encodeURIComponent(name)}=${encodeURIComponent(toText(value))}`;
  };
  for (const [name, value] of Object.entries(Object(values))) {
    if (Array.isArray(value)) for (const item of value) add(name, item);
    else if (typeof value === "object" && value !== null)
      for (const [key, member] of Object.entries(value)) add(`${name}[${key}]`, member);
    else add(name, value);
  }
  return text;
}

/** The text of one value; what is nested deeper than the vendor's parameters go is sent as JSON. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}
