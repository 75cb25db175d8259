import { revealHidden } from "@just-one/encoders";

const maxNamed = 5;

/** Names the first few of many, fit for one line of a terminal. */
export function nameSome(names: readonly string[]): string {
  const rest = names.length - maxNamed;
  const named = names.slice(0, maxNamed).map(revealHidden).join(", ");
  return rest > 0 ? `${named} and ${rest} more` : named;
}
