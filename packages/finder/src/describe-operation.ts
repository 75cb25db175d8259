import type { CatalogParameter, Note, OperationProse, ParameterProse } from "@just-one/api";
import type { ToldOperation } from "./create-index.ts";
import { describeRemarks } from "./describe-remarks.ts";
import { listVersions } from "./fold-families.ts";

/** A parameter with what is said of it. */
export interface DescribedParameter extends CatalogParameter, Omit<ParameterProse, "name"> {}

/** What whoever wants to call an operation should know. All words are the document's: encode them where they are shown. */
export interface DescribedOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly title: string;
  readonly about?: string;
  readonly platform: string;
  readonly remarks: readonly string[];
  /** What the vendor sets apart, such as a limitation. */
  readonly notes: readonly Note[];
  /** Required ones first. The token is not among them. */
  readonly parameters: readonly DescribedParameter[];
  /** An outline of `data`, with units and how certain they are; absent while nobody has typed it. `listReplyFields` reads it. */
  readonly reply?: OperationProse["reply"];
  /** All versions of its family, this one included, those that live first; they may differ in parameters and replies. */
  readonly versions: readonly string[];
}

export function describeOperation(
  { entry, prose }: ToldOperation,
  family: readonly ToldOperation[],
): DescribedOperation {
  const told = new Map(prose.parameters.map((parameter) => [parameter.name, parameter]));
  return {
    operation: entry.operation,
    method: entry.method,
    path: entry.path,
    title: prose.summary,
    ...(prose.description === undefined ? {} : { about: prose.description }),
    platform: prose.platform,
    remarks: describeRemarks(entry),
    notes: prose.notes ?? [],
    parameters: entry.parameters.map((parameter) => ({ ...told.get(parameter.name), ...parameter })),
    ...(prose.reply === undefined ? {} : { reply: prose.reply }),
    versions: listVersions(family),
  };
}
