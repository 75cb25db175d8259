const numbers = new Intl.NumberFormat("en");

/** A sentence with holes. Numbers in them are grouped, which English and Chinese do alike: `5,000`. */
export function text(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const filled = values.map((value) => (typeof value === "number" ? numbers.format(value) : value));
  return String.raw({ raw: parts }, ...filled);
}
