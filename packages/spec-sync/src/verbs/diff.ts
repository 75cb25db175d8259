import { SpecError } from "../spec-error.ts";

export function run(_args: readonly string[]): Promise<number> {
  throw new SpecError("is being built");
}
