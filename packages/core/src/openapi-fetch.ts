/** A client with the face of openapi-fetch's: for teams with its habits, and for what is built on it. */
export { type Balance } from "./balance.ts";
export { type Billing } from "./billing.ts";
export { type BudgetOptions, type BudgetWindow } from "./budget/budget-options.ts";
export {
  type LabelScope,
  type LedgerEntry,
  type LedgerScope,
  type LedgerTotals,
  type UsageRow,
} from "./budget/ledger.ts";
export { type CallOptions } from "./call-options.ts";
export { type AsyncDisposer } from "./async-disposer.ts";
export { type ChildOptions } from "./child-options.ts";
export { type Client, type LeanClient } from "./client.ts";
export { type AbortedError } from "./errors/aborted-error.ts";
export { type AnyJustOneError } from "./errors/any-just-one-error.ts";
export { type ApiError, type ApiFacts } from "./errors/api-error.ts";
export { type BudgetAmounts, type BudgetError, type BudgetFacts, type BudgetScope } from "./errors/budget-error.ts";
export { type ConfigError, type ConfigFacts } from "./errors/config-error.ts";
export { type ErrorDetails, type ErrorKind, type JustOneError } from "./errors/just-one-error.ts";
export { type MismatchError, type MismatchFacts } from "./errors/mismatch-error.ts";
export { type ProtocolError, type ProtocolFacts, type ProtocolReason } from "./errors/protocol-error.ts";
export { type TimeoutError, type TimeoutFacts, type TimeoutScope } from "./errors/timeout-error.ts";
export { type TransportError, type TransportFacts, type TransportPhase } from "./errors/transport-error.ts";
export { type ValidationError, type ValidationFacts, type ValidationIssue } from "./errors/validation-error.ts";
export { type Estimate } from "./estimate.ts";
export { type Attempt, type Meta } from "./meta.ts";
export {
  createOpenapiClient,
  type OpenapiArguments,
  type OpenapiClient,
  type OpenapiGetInit,
  type OpenapiOperation,
  type OpenapiOptions,
  type OpenapiParams,
  type OpenapiPath,
  type OpenapiPathNames,
  type OpenapiPaths,
  type OpenapiPostInit,
  type OpenapiReplies,
  type OpenapiResponse,
  type OpenapiResult,
} from "./openapi-fetch/create-openapi-client.ts";
export { type Data, type OperationMap, type OperationTypes, type Params } from "./operation-map.ts";
export { type MapItem, type MapOptions, type MapProgress } from "./pages/map-calls.ts";
export { type PagedOperation } from "./pages/pagers.ts";
export { type Page, type PagesEnd, type PagesOptions } from "./pages/read-pages.ts";
export { type Result, type Success } from "./result.ts";
export { type RetryOptions } from "./retry/retry-options.ts";
export { type UpstreamError, type UpstreamFacts } from "./xingtu/upstream-error.ts";
