import { expect, test } from "vitest";
import { explainProblem } from "../src/call/explain-problem.ts";
import { nameProblem, type Problem } from "../src/call/problem.ts";

const operation = "GET /things/v1";

test.each<[string, Problem, string]>([
  [
    "a code that the table knows",
    { kind: "api", code: 602 },
    "answered with code 602 (this token's spending cap is reached): raise the cap, or use another token",
  ],
  [
    "a code that it does not know",
    { kind: "api", code: 777 },
    "answered with code 777 (a code that this version does not know): see the vendor's documentation, or update this package",
  ],
  [
    "a reply that is no envelope",
    { kind: "protocol", reason: "not-json", httpStatus: 502 },
    "got no usable reply at HTTP 502 (the body is empty, cut off or not JSON, as a gateway's page is); the call may have been billed, so it was not sent again",
  ],
  [
    "a redirect",
    { kind: "protocol", reason: "redirect", httpStatus: 307 },
    "got no usable reply at HTTP 307 (a redirect, which is never followed because the token is in the URL); the call may have been billed, so it was not sent again",
  ],
  [
    "a connection that failed with a code",
    { kind: "transport", phase: "connect", code: "ECONNREFUSED" },
    "could not reach the server; nothing was sent and nothing billed. Check the network, proxy and base URL (ECONNREFUSED)",
  ],
  [
    "a connection that failed without one",
    { kind: "transport", phase: "sent", code: undefined },
    "lost the connection before a reply came; the call may have been billed, so it was not sent again",
  ],
  [
    "a signal whose own time was over",
    { kind: "timeout", scope: "signal", limitMs: 7, isSent: false },
    "took longer than its own signal allows (after 7 ms); no request was under way. Replies of 20-50 s happen",
  ],
  [
    "an attempt that took too long",
    { kind: "timeout", scope: "attempt", limitMs: 5, isSent: true },
    "took longer than timeoutMs (5); the call may have been billed. Replies of 20-50 s happen",
  ],
  [
    "a deadline that passed before anything was sent",
    { kind: "timeout", scope: "deadline", limitMs: 7, isSent: false },
    "took longer than deadlineMs (7); no request was under way. Replies of 20-50 s happen",
  ],
  [
    "an abort while a request was under way",
    { kind: "aborted", isSent: true },
    "was aborted by the caller; a request was under way and may have been billed",
  ],
  ["an abort before", { kind: "aborted", isSent: false }, "was aborted by the caller; no request was under way"],
])("says of %s what happened, what it may have cost and what to do", (_what, problem, words) => {
  expect(explainProblem(problem, operation)).toBe(`${operation} ${words}`);
});

test("without words the facts are named", () => {
  expect(nameProblem({ kind: "aborted", isSent: true }, operation)).toBe('GET /things/v1: aborted {"isSent":true}');
});
