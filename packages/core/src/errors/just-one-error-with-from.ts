import type { AnyJustOneError } from "./any-just-one-error.ts";
import { fromPlain } from "./from-plain.ts";
import { JustOneError as Base } from "./just-one-error.ts";

/** Any error of the family; `AnyJustOneError` is the union that `kind` tells apart. */
export type JustOneError<Facts extends object = object> = Base<Facts>;

/** What the class has beside its guards. */
export interface FromPlain {
  /**
   * Makes an error of its plain form, which is what `toJSON()` gives: the way through `postMessage`, `structuredClone` and
   * JSON, which all lose what an error is. It comes out in its class, with all its facts but `cause`, `data`, `text` and stack.
   * Only members that the kind has are taken over, texts up to 10,000 characters and lists up to 1,000 items; what names
   * itself a token in a text is taken out. An error of this family comes back as it is.
   *
   * @throws TypeError when it is no such form
   * @example
   * ```ts
   * worker.postMessage(error.toJSON());
   * // there
   * addEventListener("message", ({ data }) => show(JustOneError.from(data)));
   * ```
   */
  from(this: void, plain: unknown): AnyJustOneError;
}

/**
 * Base of every error that a call throws; `Facts` is what its class tells besides. Messages, causes and properties never hold the token, a URL or a body.
 *
 * @example
 * ```ts
 * catch (error) {
 *   if (!JustOneError.is(error)) throw error;
 *   console.error(error.kind, error.billing, error.message);
 * }
 * ```
 */
// A static member would bring every class along with each of them; like this a bundle has `from` that names the base.
export const JustOneError: typeof Base & FromPlain = /* @__PURE__ */ Object.assign(Base, { from: fromPlain });
