import { InvalidArgumentError } from "commander";

/** Reads a day, which begins at 00:00 in Shanghai as the vendor's does, or a time with its zone. */
export function parseDate(text: string): Date {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const date = new Date(isDay ? `${text}T00:00:00+08:00` : text);
  const isReal = !Number.isNaN(date.getTime());
  if (isReal && isDay && new Date(date.getTime() + 8 * 3_600_000).toISOString().startsWith(text)) return date;
  if (isReal && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text)) return date;
  throw new InvalidArgumentError("Write a day, such as 2026-11-01.");
}
