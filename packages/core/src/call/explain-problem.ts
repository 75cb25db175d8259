import { findBusinessCode } from "../envelope/business-codes.ts";
import type { BudgetAmounts, BudgetScope } from "../errors/budget-error.ts";
import type { ProtocolReason } from "../errors/protocol-error.ts";
import { nameLimit } from "../errors/timeout-error.ts";
import type { TransportPhase } from "../errors/transport-error.ts";
import type { OptionProblem, Problem } from "./problem.ts";

/** Says what happened to a call, what it may have cost and what to do. */
export function explainProblem(problem: Problem, operation: string): string {
  switch (problem.kind) {
    case "option":
      return `${problem.option === "allowInsecureHttp" ? problem.host : ""}${options[problem.option]}`;
    case "operation": {
      const advice = problem.nearest === undefined ? 'a key is "METHOD /path"' : `did you mean "${problem.nearest}"?`;
      return `"${operation}" is not in this client's catalog; ${advice}`;
    }
    case "api": {
      const row = findBusinessCode(problem.code);
      const meaning = row?.meaning ?? "a code that this version does not know";
      const advice = row?.advice ?? "see the vendor's documentation, or update this package";
      return `${operation} answered with code ${problem.code} (${meaning}): ${advice}`;
    }
    case "protocol":
      return (
        `${operation} got no usable reply ${problem.httpStatus === undefined ? "" : `at HTTP ${problem.httpStatus} `}(${protocolReasons[problem.reason]}); ` +
        "the call may have been billed, so it was not sent again"
      );
    case "transport":
      if (problem.proxyStatus !== undefined) {
        return `${operation} was refused by the proxy with HTTP ${problem.proxyStatus}; nothing was sent and nothing billed`;
      }
      if (problem.fault !== undefined) {
        const where =
          problem.phase === "body" ? "the reply could not be read" : "`fetch` failed by a fault in its code";
        return `${operation}: ${where} (${problem.fault}); the call may have been billed, so it was not sent again`;
      }
      return `${operation} ${transportPhases[problem.phase]}${problem.code === undefined ? "" : ` (${problem.code})`}`;
    case "timeout": {
      const cost = problem.isSent ? "the call may have been billed" : "no request was under way";
      return `${operation} took longer than ${nameLimit(problem)}; ${cost}. Replies of 20-50 s happen`;
    }
    case "aborted": {
      const cost = problem.isSent ? "a request was under way and may have been billed" : "no request was under way";
      return `${operation} was aborted by the caller; ${cost}`;
    }
    case "budget": {
      const { scope, limit, spent, reserved } = problem;
      const told = `limit ${tellAmounts(limit)}, spent ${tellAmounts(spent)}, reserved ${tellAmounts(reserved)}`;
      return `${operation} was not sent: the budget${tellScope(scope)} does not allow it (${told})`;
    }
  }
}

function tellScope({ name, window, day, since, label }: BudgetScope): string {
  const period = window ?? (day && "day");
  return [
    name === undefined ? "" : ` "${name}"`,
    period ? ` of this ${period}` : "",
    since ? ` since ${since.toISOString()}` : "",
    label === undefined ? "" : ` for ${typeof label === "object" ? `${label.prefix}…` : label || "no label"}`,
  ].join("");
}

function tellAmounts({ calls, cost }: BudgetAmounts): string {
  return [...(calls === undefined ? [] : [`${calls} calls`]), ...(cost === undefined ? [] : [`cost ${cost}`])].join(
    " and ",
  );
}

const options: Readonly<Record<OptionProblem, string>> = {
  environment: '`environment` must be "prod-global" or "prod-cn"',
  baseUrl: "`baseUrl` must be an http(s) URL without user, password, query and fragment",
  allowInsecureHttp:
    " is plain http, where everyone on the way can read the token; if you accept that, set `allowInsecureHttp: true`",
  token: "the token is empty or holds white space or control characters: set `token`",
  "token()": "the `token` function failed; its own error is left out, as it may hold the token",
};

const protocolReasons: Readonly<Record<ProtocolReason, string>> = {
  "not-json": "the body is empty, cut off or not JSON, as a gateway's page is",
  "no-envelope": "JSON, but without the vendor's business code",
  "too-large": "more than `maxResponseBytes`",
  redirect: "a redirect, which is never followed because the token is in the URL",
};

const transportPhases: Readonly<Record<TransportPhase, string>> = {
  connect: "could not reach the server; nothing was sent and nothing billed. Check the network, proxy and base URL",
  sent: "lost the connection before a reply came; the call may have been billed, so it was not sent again",
  body: "lost the connection while the reply came in; the call was probably billed, so it was not sent again",
};
