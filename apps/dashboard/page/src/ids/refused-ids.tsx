import type { Refused } from "@just-one/creator-ids";
import { text as write } from "../messages/text.ts";
import { useMessages } from "../messages/use-messages.ts";

const most = 20;

/** What was pasted and can be no id, so that nobody misses a creator. */
export function RefusedIds({ refused }: { refused: readonly Refused[] }): React.ReactElement | null {
  const { messages } = useMessages();
  if (refused.length === 0) return null;
  const shown = refused
    .slice(0, most)
    .map(({ text, label }) => `${label === undefined ? "" : `${label} `}${text.slice(0, 40)}`);
  return (
    <p className="warning" role="status">
      {messages.refused} {shown.join(" · ")}
      {refused.length > most && write` … (${refused.length})`}
      {refused.some(({ reason }) => reason === "rounded") && <span className="line">{messages.rounded}</span>}
    </p>
  );
}
