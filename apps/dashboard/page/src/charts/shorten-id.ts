/** The end of an id, by which a person tells one from another. Full stops: every font and language draws those alike. */
export function shortenId(id: string): string {
  return id.length <= 6 ? id : `...${id.slice(-5)}`;
}
