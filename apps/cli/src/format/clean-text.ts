import { encodeLine, type TerminalText } from "@just-one/encoders";

/** Makes text from outside fit for one line: it must not draw on the terminal. */
export const cleanText: (text: string) => TerminalText = encodeLine;
