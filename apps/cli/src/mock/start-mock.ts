import { inventAuthorSpread, type MockServer, startMockServer } from "@just-one/testing";
import { spreadOperation } from "../spread/spread-operation.ts";

/** Starts the mock that stands behind `--mock`: every operation's example, and different figures for each creator. */
export function startMock(): Promise<MockServer> {
  return startMockServer({
    respond: ({ operation, params }) => (operation === spreadOperation ? inventAuthorSpread(params) : undefined),
  });
}
