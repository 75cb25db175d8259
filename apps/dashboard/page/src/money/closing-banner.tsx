import type { Closing } from "../creators/closings.ts";
import { useMessages } from "../messages/use-messages.ts";
import { formatWhen } from "../shown/format-when.ts";

/** One banner for what closed the way: the lines of the creators need not say it again. */
export function ClosingBanner({ closings }: { readonly closings: readonly Closing[] }): React.ReactElement | null {
  const { messages } = useMessages();
  if (closings.length === 0) return null;
  const { failures, loading } = messages;
  return (
    <div className="banner" role="alert">
      {closings.map(({ code, calls, reopensAt }) => (
        <p key={code}>
          <strong>{failures.codes[code]}</strong> {loading.closedCalls(calls)}{" "}
          {reopensAt !== undefined &&
            (code === 303 ? loading.reopens(formatWhen(reopensAt)) : loading.triedAgain(formatWhen(reopensAt)))}
        </p>
      ))}
    </div>
  );
}
