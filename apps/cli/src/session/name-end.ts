import { ApiError, type JustOneError } from "@just-one/core";

/**
 * Why a call came to nothing, in a word that scripts can compare: `balance`, `quota-until 00:00` (in Shanghai), `max-calls`,
 * `interrupted`, …; `code-400` for the vendor's other answers, and else the kind of failure.
 */
export function nameEnd(error: JustOneError): string {
  if (ApiError.is(error)) return names[error.code] ?? `code-${error.code}`;
  if (error.kind === "budget") return "max-calls"; // the only budget that this command has
  return error.kind === "aborted" ? "interrupted" : error.kind;
}

const names: Readonly<Record<number, string>> = {
  100: "token",
  303: "quota-until 00:00",
  600: "permission",
  601: "balance",
  602: "spending-cap",
};
