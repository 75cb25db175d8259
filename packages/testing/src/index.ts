export { type FaultName, faultNames } from "./faults/fault-name.ts";
export { type CodeOutcome, type FaultOutcome, type LostOutcome } from "./faults/fault-outcome.ts";
export { type FaultServer, type LedgerLine, type Statement } from "./faults/fault-server.ts";
export { type Respond } from "./mock/create-answerer.ts";
export { type AnsweredRequest, type MockRequest } from "./mock/mock-request.ts";
export { type MockServer } from "./mock/mock-server.ts";
export { type FaultServerOptions, startFaultServer } from "./start-fault-server.ts";
export { type MockServerOptions, startMockServer } from "./start-mock-server.ts";
