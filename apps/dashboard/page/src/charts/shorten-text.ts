const segmenter = new Intl.Segmenter();

/** The first signs of a text of 12 pixels, as many as so many pixels hold, with a sign that it goes on. */
export function shortenText(text: string, widest: number): string {
  if (measureText(text) <= widest) return text;
  let left = widest - measureSign("…");
  const fitting: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    left -= measureSign(segment);
    if (left < 0) break;
    fitting.push(segment);
  }
  return `${fitting.join("")}…`;
}

/** Pixels of a text of 12 pixels, rather too many. */
export function measureText(text: string): number {
  return Array.from(segmenter.segment(text)).reduce((sum, { segment }) => sum + measureSign(segment), 0);
}

/** By what it begins with: marks that follow lie on it. */
function measureSign(sign: string): number {
  if (/^[\u{10000}-\u{10FFFF}]/u.test(sign)) return 16;
  if (/^[\u2E80-\uFFEF]/u.test(sign)) return 12.2;
  return /^[A-Z@%mwMW…]/u.test(sign) ? 10 : 7.2;
}
