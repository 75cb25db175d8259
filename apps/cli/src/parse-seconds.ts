import { InvalidArgumentError } from "commander";

/** Reads seconds, such as `120`, as milliseconds. */
export function parseSeconds(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError("Write whole seconds, such as 120.");
  return Number(text) * 1000;
}
