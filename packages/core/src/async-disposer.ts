/**
 * What `await using` asks of a client. Compilers whose `lib` does not know of it see nothing there, instead of an error.
 */
export type AsyncDisposer = SymbolConstructor extends { readonly asyncDispose: infer Name extends symbol }
  ? { readonly [Key in Name]: () => Promise<void> }
  : Readonly<Record<never, never>>; // oxlint-disable-line typescript/no-generated-empty-object-type -- what an interface can extend by nothing
