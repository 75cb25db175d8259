/** Makes what takes one token out of texts. */
export type CreateRedactor = (token: string) => (text: string) => string;

/** Takes a token out of a text that a person or a log may see; `undefined` where nobody knows how. */
export type Redact = (text: string, token: string) => string | undefined;

/** Remembers what was made for the last token, since tokens seldom change. */
export function createRedact(createRedactor: CreateRedactor | undefined): Redact {
  let last: string | undefined;
  let redactor: ((text: string) => string) | undefined;
  return (text, token) => {
    if (token !== last) redactor = createRedactor?.((last = token));
    return redactor?.(text);
  };
}
