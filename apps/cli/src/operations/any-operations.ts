/**
 * Any operation of the catalog, for commands whose operation is only known when they run: the client checks its name
 * and its parameters against the catalog then.
 */
export type AnyOperations = Readonly<
  Record<string, { readonly params: Readonly<Record<string, unknown>>; readonly data: unknown }>
>;
