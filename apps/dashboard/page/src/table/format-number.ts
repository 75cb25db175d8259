import type { Language } from "../messages/use-messages.ts";
import type { Column } from "./columns.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** A number with so many decimals, grouped as the language does. */
export function formatNumber(value: number, decimals: number, language: Language): string {
  return find(`${language} ${decimals}`, language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** A figure for the eye: in Chinese large counts stand in 万 and 亿, as everybody there reads them. */
export function formatFigure(value: number, { unit, decimals }: Column, language: Language): string {
  if (language !== "zh" || unit !== "times" || Math.abs(value) < 10_000) return formatNumber(value, decimals, language);
  return find("zh compact", language, { notation: "compact", useGrouping: true, maximumFractionDigits: 1 }).format(
    value,
  );
}

function find(key: string, language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}
