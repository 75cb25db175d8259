import type { CatalogEntry } from "@just-one/api";
import type { CallOptions } from "../call-options.ts";
import { copyPlain, isPlain } from "../copy-plain.ts";
import { ConfigError } from "../errors/config-error.ts";
import type { AnyJustOneError } from "../errors/any-just-one-error.ts";
import { ValidationError } from "../errors/validation-error.ts";
import { findRemoval } from "../parameters/find-removal.ts";
import type { ParameterOptions } from "../parameters/parameter-options.ts";
import { validateParameters } from "../parameters/validate-parameters.ts";
import { findAnyProblem } from "../options/check-options.ts";
import { callShape } from "./call-shape.ts";
import { emptyMeta, type Meta } from "../meta.ts";

/** What is asked of a client, before it becomes a call. */
export interface AskedCall {
  /** The operation's entry in the catalog. */
  readonly entry: CatalogEntry;
  /** The call's id, for its error. */
  readonly callId?: string | undefined;
  /** The call's own, if they are an object; what that holds is still the caller's. */
  readonly parameters: unknown;
  /** The call's own; what they hold is still the caller's. */
  readonly options: CallOptions;
}

/**
 * Returns the error of a call that must not be sent; `undefined` when it may. May put copies in place of what the
 * call's own parameters and options hold, so that what it has checked is what is sent.
 */
export type CheckCall = (asked: AskedCall) => AnyJustOneError | undefined;

/**
 * Holds a call against its catalog entry: parameters that are unknown, missing or of the wrong type or value, options
 * that cannot work, operations and parameters that the vendor took away.
 */
export function checkCall(asked: AskedCall): AnyJustOneError | undefined {
  return check(asked);
}

/** The same with other rules for parameters. */
export function createCheckCall(rules: ParameterOptions | undefined): CheckCall {
  const own = { ...rules }; // read once
  return (asked) => check(asked, own);
}

function check(
  { entry, callId, parameters, options }: AskedCall,
  rules?: ParameterOptions,
): AnyJustOneError | undefined {
  copyWithin(parameters);
  copyWithin(options);
  const problem = findRemoval(entry, parameters) ?? findCallProblem(options);
  const meta = (): Meta => emptyMeta(entry.operation, { callId, label: options.label });
  if (problem !== undefined) return new ConfigError(problem, { meta: meta() });
  const issues = validateParameters(entry, parameters, rules);
  if (issues.length === 0) return undefined;
  const told = issues.map(({ path, message }) => `${path} ${message}`.trim()).join("; ");
  return new ValidationError(`${entry.operation} was not sent: ${told}`, { meta: meta(), issues });
}

/** Puts copies in place of all plain objects and lists within; nearly always there are none. */
function copyWithin(own: unknown): void {
  if (!isPlain(own)) return;
  for (const name of Object.keys(own)) {
    const value: unknown = Reflect.get(own, name);
    if (typeof value === "object" && value !== null) Reflect.set(own, name, copyPlain(value));
  }
}

/** Says which of a call's options cannot work. */
export function findCallProblem(options: CallOptions): string | undefined {
  if (isPlain(options) && Object.keys(options).length === 0) return undefined; // as nearly always
  if (!cacheModes.has(options.cache)) return '`cache` of a call must be "use", "refresh" or "off"';
  return findAnyProblem(options, callShape);
}

const cacheModes: ReadonlySet<unknown> = new Set([undefined, "use", "refresh", "off"]);
