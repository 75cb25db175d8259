/** A text in which code stands between backticks, as sentences of the page and of the vendor's document have it. */
export function WithCode({ text }: { readonly text: string }): React.ReactNode {
  return text.split(/(`[^`\n]+`)/).map((part, index) => {
    const isCode = index % 2 === 1;
    return isCode ? <code key={index}>{part.slice(1, -1)}</code> : part;
  });
}
