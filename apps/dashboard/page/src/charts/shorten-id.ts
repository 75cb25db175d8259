/** The end of an id, by which a person tells one from another. */
export function shortenId(id: string): string {
  return id.length <= 6 ? id : `…${id.slice(-5)}`;
}
