/** A finite number out of a number or a decimal string; `undefined` for anything else. */
export function toNumber(raw: unknown): number | undefined {
  const isDecimal = typeof raw === "string" && /^-?\d+(?:\.\d+)?$/.test(raw);
  const value = isDecimal ? Number(raw) : raw;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A fraction out of the vendor's ten-thousandths. */
export function toFraction(raw: unknown): number | undefined {
  const value = toNumber(raw);
  return value === undefined ? undefined : value / 10_000;
}

/** Seconds out of the vendor's hundredths. */
export function toSeconds(raw: unknown): number | undefined {
  const value = toNumber(raw);
  return value === undefined ? undefined : value / 100;
}

/** Yuan out of the vendor's fen, exactly: the point moves, no float is involved. */
export function toYuan(raw: unknown): string | undefined {
  const text = typeof raw === "number" ? String(raw) : raw;
  const match = typeof text === "string" ? /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(text) : null;
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  const fen = whole.padStart(3, "0");
  return `${sign}${fen.slice(0, -2)}.${fen.slice(-2)}${fraction}`;
}
