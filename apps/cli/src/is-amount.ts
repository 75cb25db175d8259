/** Whether a text is an amount of money as the collector reads it, whose parser brings the whole client along. */
export function isAmount(text: string): boolean {
  return /^\d{1,9}(?:\.\d{1,9})?$/.test(text);
}
