const segmenter = new Intl.Segmenter();

/** The first signs of a text, with a sign that it goes on. */
export function shortenText(text: string, longest: number): string {
  const signs = Array.from(segmenter.segment(text), ({ segment }) => segment);
  return signs.length <= longest ? text : `${signs.slice(0, longest - 1).join("")}…`;
}
