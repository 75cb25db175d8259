import type { Mismatch, Validator } from "@just-one/api";
import type { Stage } from "../call/stage.ts";
import { ConfigError } from "../errors/config-error.ts";
import { MismatchError } from "../errors/mismatch-error.ts";
import type { Success } from "../result.ts";
import { tell } from "../tell.ts";
import type { ValidationOptions } from "./validation-options.ts";

/**
 * Holds `data` of every success against its schema. Stands outside the cache, which so keeps what was paid for, whatever
 * it looks like.
 *
 * @throws ConfigError when there is nothing to check with
 */
export function createValidationStage(options: ValidationOptions): Stage {
  const { validate = "off", validators, onMismatch } = options;
  if (validate === "off") return {};
  const isUsable = (validate === "warn" || validate === "error") && validators !== undefined;
  if (!isUsable) throw new ConfigError(describeProblem(options));
  const byOperation = new Map(validators.map((validator) => [validator.operation, validator]));
  return {
    aroundCall: async (call, next) => {
      const result = await next();
      const { operation } = call.entry;
      const mismatches = result.ok ? check(byOperation.get(operation), result.data) : [];
      if (!result.ok || mismatches.length === 0) return result;
      const { data, meta } = result;
      call.emit({ type: "mismatch", mismatches });
      if (onMismatch !== undefined) tell(() => onMismatch({ operation, mismatches, data }));
      return validate === "warn" ? result : { ok: false, error: createError(result, mismatches), meta };
    },
  };
}

function check(validator: Validator | undefined, data: unknown): readonly Mismatch[] {
  try {
    return validator?.check(data) ?? [];
  } catch {
    // A validator of the caller's own; what it throws may hold the reply.
    return [{ path: "data", expected: "what its validator can check", actual: "what made it throw" }];
  }
}

function describeProblem({ validate }: ValidationOptions): string {
  return validate === "warn" || validate === "error"
    ? `\`validate: "${validate}"\` needs \`validators\`: import { validators } from "@just-one/api/validators"`
    : '`validate` must be "off", "warn" or "error"';
}

function createError({ data, meta }: Success<unknown>, mismatches: readonly Mismatch[]): MismatchError {
  const told = mismatches.slice(0, 3).map(({ path, expected, actual }) => `${path} is ${actual}, not ${expected}`);
  const more = mismatches.length > told.length ? `; and ${mismatches.length - told.length} more` : "";
  const paid =
    meta.billing === "unbilled" ? "nothing was billed" : "the call was billed, and sending it again costs again";
  const cost = meta.cached ? "it came from the cache, and sending it again costs again" : paid;
  return new MismatchError(
    `${meta.operation} succeeded, but its data is not of its type (${told.join("; ")}${more}); ${cost}. ` +
      'The types may be out of date: update them, or use `validate: "warn"`',
    { meta, mismatches, data },
  );
}
