// What chats, pages and input methods leave between the characters, and nobody sees.
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** One spelling for what looks alike: full-width digits and signs become plain ones, what cannot be seen goes. */
export function normalise(text: string): string {
  return text.normalize("NFKC").replace(invisible, "").replaceAll(/\r\n?/g, "\n");
}
