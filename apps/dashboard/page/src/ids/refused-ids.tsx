import { useMessages } from "../messages/use-messages.ts";
import { isRoundedId } from "./parse-ids.ts";

const most = 20;

/** What was pasted and can be no id, so that nobody misses a creator. */
export function RefusedIds({ words }: { words: readonly string[] }): React.ReactElement | null {
  const { messages } = useMessages();
  if (words.length === 0) return null;
  const shown = words.slice(0, most).map((word) => word.slice(0, 40));
  return (
    <p className="warning" role="status">
      {messages.refused} {shown.join(" · ")}
      {words.length > most && ` … (${words.length})`}
      {words.some(isRoundedId) && <span className="line">{messages.rounded}</span>}
    </p>
  );
}
