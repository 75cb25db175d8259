import { type MockRequest, type MockServer, startMockServer } from "@just-one/testing";
import { spreadOperation } from "../spread/spread-operation.ts";
import { inventSpread } from "./invent-spread.ts";

/** Starts the mock that stands behind `--mock`: every operation's example, and different figures for each creator. */
export function startMock(): Promise<MockServer> {
  return startMockServer({
    respond: ({ operation, params }) => (operation === spreadOperation ? inventSpread(describe(params)) : undefined),
  });
}

/** The same text for the same parameters, in whatever order they came. */
function describe(params: MockRequest["params"]): string {
  return JSON.stringify(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
