import type { CatalogEntry } from "@just-one/api";
import type { CallOptions } from "../call-options.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { JustOneError } from "../errors/just-one-error.ts";
import { ValidationError } from "../errors/validation-error.ts";
import { findRemoval } from "../parameters/find-removal.ts";
import { validateParameters } from "../parameters/validate-parameters.ts";
import { findOptionProblem } from "./check-options.ts";
import { emptyMeta } from "../meta.ts";

/** What is asked of a client, before it becomes a call. */
export interface AskedCall {
  readonly entry: CatalogEntry;
  readonly parameters: unknown;
  readonly options: CallOptions | undefined;
}

/** Returns the error of a call that must not be sent; `undefined` when it may. */
export type CheckCall = (asked: AskedCall) => JustOneError | undefined;

/**
 * Holds a call against its catalog entry: parameters that are unknown, missing or of the wrong type or value, options
 * that cannot work, operations and parameters that the vendor took away.
 */
export function checkCall({ entry, parameters, options }: AskedCall): JustOneError | undefined {
  const problem = findRemoval(entry, parameters) ?? (options && findCallProblem(options));
  if (problem !== undefined) return new ConfigError(problem, { meta: emptyMeta(entry.operation) });
  const issues = validateParameters(entry, parameters);
  if (issues.length === 0) return undefined;
  const meta = emptyMeta(entry.operation);
  const told = issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  return new ValidationError(`${entry.operation} was not sent: ${told}`, { meta, issues });
}

function findCallProblem(options: CallOptions): string | undefined {
  if (!cacheModes.has(options.cache)) return '`cache` of a call must be "use", "refresh" or "off"';
  return findOptionProblem(options);
}

const cacheModes: ReadonlySet<unknown> = new Set([undefined, "use", "refresh", "off"]);
