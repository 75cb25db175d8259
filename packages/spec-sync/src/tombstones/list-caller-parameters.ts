import { type NormalOperation, type NormalParameter, tokenName } from "@just-one/document";

/** What a caller passes to an operation, by name; the token is not among it. */
export function listCallerParameters({ parameters }: NormalOperation): Map<string, NormalParameter> {
  return new Map(parameters.filter(({ name }) => name !== tokenName).map((parameter) => [parameter.name, parameter]));
}
