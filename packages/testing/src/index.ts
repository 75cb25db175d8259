export { type Respond } from "./mock/create-answerer.ts";
export { type AnsweredRequest, type MockRequest } from "./mock/mock-request.ts";
export { type MockServer } from "./mock/mock-server.ts";
export { type MockServerOptions, startMockServer } from "./start-mock-server.ts";
