import {
  type DescribedOperation,
  type DescribedParameter,
  describeOperations,
  nameTypes,
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
export function createModels(normal: NormalDocument, written: WrittenDocument): OperationModel[] {
  const operations = describeOperations(normal);
  const constantNames = nameConstants(operations);
  const types = nameTypes(operations);
  const ownNames = new Set([...types.values()].map((name) => `${name}Data`));
  return operations.map((operation) => {
    refuseFormInGet(operation);
    const schema = operation.data && written.nameOf(operation.data);
    // What several operations have in common is a component of the first; each has a name of its own for it.
    const own = `${types.get(operation) ?? ""}Data`;
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

function refuseFormInGet({ operation, method, token, parameters }: DescribedOperation): void {
  if (method !== "GET" && method !== "HEAD") return;
  if (token !== "form" && parameters.every((parameter) => parameter.in !== "form")) return;
  throw new SpecError(`${operation}: has a form, which ${method} cannot carry`);
}
