const separator = " · ";
const family = "mcp/";

/** What calls stand under in the ledger. */
export interface LabelParts {
  readonly principal: string;
  /** What an agent says that it is for. */
  readonly purpose: string;
  /** Of calls that one list asked for. */
  readonly batch?: string | undefined;
}

/** Of all that agents spend, whoever they are: other commands keep the same account. */
export const familyScope: { readonly prefix: string } = { prefix: family };

/** Writes the label; no part can be taken for another. */
export function writeLabel({ principal, purpose, batch }: LabelParts): string {
  // What nobody sees would make two of one purpose, and some databases take no such text.
  const told = purpose.toWellFormed().replaceAll(/[·\p{C}]/gu, "-");
  return `${nameScope(principal).prefix}${told}${batch === undefined ? "" : `${separator}${batch}`}`;
}

/** The scope of one principal: what stands in front of its purposes. */
export function nameScope(principal: string): { readonly prefix: string } {
  return { prefix: `${family}${encodeURIComponent(principal.toWellFormed())}${separator}` };
}

/** The purpose in a label; empty where there is none. */
export function readPurpose(label: string): string {
  return label.split(separator)[1] ?? "";
}
