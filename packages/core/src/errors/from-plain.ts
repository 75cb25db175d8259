import type { AnyJustOneError } from "./any-just-one-error.ts";
import { isOfKind } from "./just-one-error.ts";
import { createPlainForms, type PlainForms } from "./plain-forms.ts";

let forms: PlainForms | undefined;

/** Makes an error of its plain form. @throws TypeError for what is none */
export function fromPlain(plain: unknown): AnyJustOneError {
  // Safe: whatever has the brand is one of these.
  if (isOfKind(plain)) return plain as AnyJustOneError;
  try {
    forms ??= createPlainForms();
    return forms[forms.readKind(plain)](plain);
  } catch {
    // Whatever a stranger's object throws may hold anything.
    throw new TypeError("this is not the plain form of an error of @just-one/core, which its `toJSON()` makes");
  }
}
