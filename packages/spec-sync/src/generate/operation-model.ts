import {
  type DescribedOperation,
  type DescribedParameter,
  describeOperations,
  type KeptNames,
  nameTypes,
  toPascalCase,
  type NormalDocument,
  type WrittenDocument,
} from "@just-one/document";
import type { Code } from "@just-one/encoders";
import { SpecError } from "../spec-error.ts";
import { nameConstants } from "./constant-name.ts";
import { writeParameterType } from "./write-parameter-type.ts";

/** One parameter as the generated files tell it. */
export interface ParameterModel extends DescribedParameter {
  /** What the parameter is in TypeScript. */
  typeText: Code;
}

/** One operation as the generated files tell it. */
export interface OperationModel extends DescribedOperation {
  constantName: string;
  parameters: readonly ParameterModel[];
  /** What callers know `data` by, and the component that it is; absent while nobody has typed it. */
  dataType?: { name: string; schema: string };
}

/**
 * Describes every operation with all the names that it gets in code.
 *
 * @throws SpecError naming the operation that cannot be told to callers.
 */
export function createModels(
  normal: NormalDocument,
  written: WrittenDocument,
  kept: Partial<Record<"constants" | "types", KeptNames>> = {},
): OperationModel[] {
  const operations = describeOperations(normal);
  const constantNames = nameConstants(operations, kept.constants);
  const types = nameTypes(operations, kept.types);
  const ownNames = new Set([...types.values()].map(nameOwn));
  return operations.map((operation) => {
    refuseFormInGet(operation);
    const schema = operation.data && written.nameOf(operation.data);
    // What several operations have in common is a component of the first; each has a name of its own for it.
    const own = nameOwn(types.get(operation) ?? "");
    return {
      ...operation,
      constantName: constantNames.get(operation) ?? "",
      parameters: operation.parameters.map((parameter) =>
        Object.assign({}, parameter, { typeText: writeParameterType(parameter) }),
      ),
      ...(schema === undefined ? {} : { dataType: { name: ownNames.has(schema) ? own : schema, schema } }),
    };
  });
}

/** As components are named. */
function nameOwn(type: string): string {
  return toPascalCase(`${type}Data`);
}

function refuseFormInGet({ operation, method, token, parameters }: DescribedOperation): void {
  if (method !== "GET" && method !== "HEAD") return;
  if (token !== "form" && parameters.every((parameter) => parameter.in !== "form")) return;
  throw new SpecError(`${operation}: has a form, which ${method} cannot carry`);
}
