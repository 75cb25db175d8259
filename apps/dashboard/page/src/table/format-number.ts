import type { Language } from "../messages/use-messages.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** A number with so many decimals, grouped as the language does. */
export function formatNumber(value: number, decimals: number, language: Language): string {
  const key = `${language} ${decimals}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(key, format);
  return format.format(value);
}
