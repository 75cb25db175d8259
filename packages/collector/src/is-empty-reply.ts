/** Whether a reply that was paid for holds nothing. */
export function isEmptyReply(json: string): boolean {
  return /^\s*(?:null|""|\[\s*\]|\{\s*\})?\s*$/.test(json);
}
