import { encodeLine, type JsonText, type Markdown, type TerminalText } from "@just-one/encoders";

/** Tells a line on stderr, whatever the document, a file or a server put into it. */
export function tell(line: string): void {
  process.stderr.write(`${encodeLine(line)}\n`);
}

/** Writes a result to stdout: only what was written for a terminal, a page or a program. */
export function print(text: TerminalText | Markdown | JsonText): void {
  process.stdout.write(text);
}
