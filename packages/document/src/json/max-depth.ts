/** Deeper than any real document; shallow enough for every recursive reader behind the one that looks. */
export const maxDepth = 128;
