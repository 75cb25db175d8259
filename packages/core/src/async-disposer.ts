/**
 * What `await using` asks of a client. Compilers whose `lib` does not know of it see nothing there, instead of an error.
 */
export type AsyncDisposer = SymbolConstructor extends { readonly asyncDispose: infer Name extends symbol }
  ? { readonly [Key in Name]: () => Promise<void> }
  : Readonly<Record<never, never>>;
