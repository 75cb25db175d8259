/**
 * Finds operations by what somebody needs, in English and Chinese, and describes them.
 *
 * @packageDocumentation
 */
export { createFinder, type Finder, type FinderSources, type FindOptions, type Found } from "./create-finder.ts";
export type { DescribedOperation, DescribedParameter } from "./describe-operation.ts";
export { describeRemarks } from "./describe-remarks.ts";
export type { FoundOperation } from "./found-operation.ts";
export { listReplyFields, type ReplyField } from "./list-reply-fields.ts";
