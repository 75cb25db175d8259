import type { CatalogEntry, CatalogParameter, ParameterType } from "@just-one/api";
import type { ValidationIssue } from "../errors/validation-error.ts";
import type { ParameterOptions } from "./parameter-options.ts";
import { isSendable } from "./is-sendable.ts";

/** Compares the caller's parameters with the catalog's; returns what is wrong, never quoting a value. */
export function validateParameters(
  entry: CatalogEntry,
  parameters: unknown,
  { allowUnknownEnum = false }: ParameterOptions = {},
): ValidationIssue[] {
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    return [{ path: "", message: "must be an object of parameters" }];
  }
  const issues: ValidationIssue[] = [];
  for (const name of Object.keys(parameters)) {
    if (!hasParameter(entry, name)) issues.push(refuseUnknown(entry, name));
  }
  for (const parameter of entry.parameters) {
    // Safe: an object's own members may be read by name; the value stays unknown.
    const value = Object.hasOwn(parameters, parameter.name)
      ? (parameters as Readonly<Record<string, unknown>>)[parameter.name]
      : undefined;
    const message = findProblem(parameter, value, allowUnknownEnum);
    if (message !== undefined) issues.push({ path: parameter.name, message });
  }
  return issues;
}

function hasParameter(entry: CatalogEntry, name: string): boolean {
  for (const parameter of entry.parameters) if (parameter.name === name) return true;
  return false;
}

function refuseUnknown(entry: CatalogEntry, name: string): ValidationIssue {
  if (name === "token") return { path: name, message: "is added by the client; remove it here" };
  const known = entry.parameters
    .flatMap(({ name: other, removed }) => (removed === undefined ? [other] : []))
    .join(", ");
  return { path: name, message: `is no parameter of this operation; it has ${known || "none"}` };
}

function findProblem(parameter: CatalogParameter, value: unknown, allowUnknownEnum: boolean): string | undefined {
  const isMissing = value === undefined || (value === null && parameter.in === "path");
  if (isMissing) return parameter.required || parameter.in === "path" ? "is required" : undefined;
  if (parameter.types.length > 0 && !isOfOneType(value, parameter.types)) {
    const isNumber = typeof value === "number" || typeof value === "bigint";
    const advice = isNumber && parameter.types.includes("string") ? ": send it as a string, in quotes" : "";
    return `must be ${parameter.types.map((type) => typeNames[type]).join(" or ")}${advice}`;
  }
  if (!allowUnknownEnum && parameter.enum !== undefined && !isListed(parameter.enum, value)) {
    return `must be one of ${parameter.enum.join(", ")}`;
  }
  if (!isSendable(value))
    return "holds something that cannot be sent: only texts, finite numbers, booleans and null can";
  // In a path these would make another path of it.
  if (parameter.in === "path" && pathBreakers.has(value)) return 'must not be empty, "." or ".."';
  return undefined;
}

const pathBreakers: ReadonlySet<unknown> = new Set(["", ".", ".."]);

const typeNames: Readonly<Record<ParameterType, string>> = {
  string: "a string without broken surrogate pairs",
  integer: "an integer (a bigint beyond 2^53)",
  number: "a finite number",
  boolean: "true or false",
  array: "an array",
  object: "an object",
  null: "null",
};

function isOfOneType(value: unknown, types: readonly ParameterType[]): boolean {
  for (const type of types) if (isOfType(value, type)) return true;
  return false;
}

function isOfType(value: unknown, type: ParameterType): boolean {
  switch (type) {
    case "string":
      return typeof value === "string" && value.isWellFormed();
    case "integer":
      return typeof value === "bigint" || Number.isSafeInteger(value);
    case "number":
      return typeof value === "bigint" || Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "null":
      return value === null;
  }
}

function isListed(allowed: readonly unknown[], value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item: unknown) => isListed(allowed, item));
  return allowed.includes(typeof value === "bigint" ? Number(value) : value);
}
