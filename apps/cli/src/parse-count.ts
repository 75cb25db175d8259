import { InvalidArgumentError } from "commander";

/** Reads a whole number of things, such as `8`. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Write a whole number, such as 8.");
  return Number(text);
}
