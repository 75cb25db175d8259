import type { BudgetFacts } from "../errors/budget-error.ts";
import type { ProtocolReason } from "../errors/protocol-error.ts";
import type { TimeoutScope } from "../errors/timeout-error.ts";
import type { TransportPhase } from "../errors/transport-error.ts";

/** What there is to say about a failed call, or about an option of a client: the facts of its error's message. */
export type Problem =
  | { readonly kind: "option"; readonly option: OptionProblem; readonly host?: string | undefined }
  | { readonly kind: "operation"; readonly nearest?: string | undefined }
  | { readonly kind: "api"; readonly code: number }
  | { readonly kind: "protocol"; readonly reason: ProtocolReason; readonly httpStatus: number | undefined }
  | {
      readonly kind: "transport";
      readonly phase: TransportPhase;
      readonly code?: string | undefined;
      /** Of a proxy that refused to open a tunnel. */
      readonly proxyStatus?: number | undefined;
      /** What a fault in the program said; absent where the network failed. */
      readonly fault?: string | undefined;
    }
  | { readonly kind: "timeout"; readonly scope: TimeoutScope; readonly limitMs: number; readonly isSent: boolean }
  | { readonly kind: "aborted"; readonly isSent: boolean }
  | ({ readonly kind: "budget" } & BudgetFacts);

/** Which option of a client cannot work; of `token` a source that failed, or a token that is none. */
export type OptionProblem = "environment" | "baseUrl" | "allowInsecureHttp" | "token" | "token()";

/** Puts a problem of an operation into the words of an error's message. */
export type Explain = (problem: Problem, operation: string) => string;

/** The facts alone: what a lean client says that was given no `explain`. */
export function nameProblem({ kind, ...facts }: Problem, operation: string): string {
  return `${operation}: ${kind} ${JSON.stringify(facts)}`;
}
