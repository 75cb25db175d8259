/** Many times what the vendor has, and more than the largest public documents. */
export const maxOperations = 10_000;

/** The longest text that a catalog is read from, in UTF-16 units: fifteen times the vendor's. */
export const maxTextLength: number = 16 * 1024 * 1024;
