import {
  joinMarkdown,
  joinShown,
  type Markdown,
  writeMarkdown,
  quoteCode,
  show,
  type TerminalText,
} from "@just-one/encoders";
import type { Impact } from "./judge-impact.ts";

const maxReasons = 3;

/** Tells a terminal in one line for each app and package what a new document means to it; nothing where there are none. */
export function showImpact(impacts: readonly Impact[]): TerminalText {
  return joinShown(
    impacts.map(({ consumer, verdict, because }) => {
      const reasons = because.slice(0, maxReasons).map((reason) => show`${reason}`);
      const told = reasons.length === 0 ? show`` : joinShown([show`, because of `, joinShown(reasons, show`, `)]);
      return joinShown([show`- ${consumer}: ${verdict}`, told, countMore(because, show)]);
    }),
    show`\n`,
  );
}

/** The same in Markdown. */
export function formatImpact(impacts: readonly Impact[]): Markdown {
  return joinMarkdown(
    impacts.map(({ consumer, verdict, because }) => {
      const reasons = because.slice(0, maxReasons).map(quoteCode);
      const told =
        reasons.length === 0
          ? writeMarkdown``
          : writeMarkdown`, because of ${joinMarkdown(reasons, writeMarkdown`, `)}`;
      return writeMarkdown`- ${quoteCode(consumer)}: ${verdicts[verdict]}${told}${countMore(because, writeMarkdown)}`;
    }),
    writeMarkdown`\n`,
  );
}

const verdicts: Readonly<Record<Impact["verdict"], Markdown>> = {
  broken: writeMarkdown`broken`,
  "possibly affected": writeMarkdown`possibly affected`,
  unaffected: writeMarkdown`unaffected`,
};

function countMore<Text>(
  because: readonly string[],
  write: (strings: TemplateStringsArray, ...parts: number[]) => Text,
): Text {
  return because.length > maxReasons ? write` and ${because.length - maxReasons} more` : write``;
}
