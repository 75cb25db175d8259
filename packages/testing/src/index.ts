export { createPlayer, type Player, type UnknownCall } from "./create-player.ts";
export { createRecorder, type Recorder, type RecorderOptions } from "./create-recorder.ts";
export {
  createFakeClient,
  type FakeAnswer,
  type FakeAnswers,
  type FakeCall,
  type FakeClient,
  type FakeClientOptions,
} from "./fake/create-fake-client.ts";
export { type FaultName, faultNames } from "./faults/fault-name.ts";
export type { CodeOutcome, FaultOutcome, LostOutcome } from "./faults/fault-outcome.ts";
export type { FaultServer, LedgerLine, Statement } from "./faults/fault-server.ts";
export { type LedgerRule, ledgerRules } from "./ledgers/ledger-rules.ts";
export type {
  LedgerRuleEntry,
  LedgerRuleLimit,
  LedgerRuleRow,
  LedgerRuleScope,
  LedgerRuleTotals,
  LedgerUnderTest,
} from "./ledgers/ledger-under-test.ts";
export { assertBilled, assertFailedWithCode } from "./matchers/assertions.ts";
export { inventAuthorSpread } from "./invent-author-spread.ts";
export { toBeBilled, toFailWithCode, type Verdict } from "./matchers/matchers.ts";
export type { Billing } from "./matchers/read-outcome.ts";
export type { Respond } from "./mock/create-answerer.ts";
export type { AnsweredRequest, MockRequest } from "./mock/mock-request.ts";
export type { MockServer } from "./mock/mock-server.ts";
export { type FaultServerOptions, startFaultServer } from "./start-fault-server.ts";
export { type MockServerOptions, startMockServer } from "./start-mock-server.ts";
