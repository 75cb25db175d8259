import type { Closing, ClosingReason } from "../creators/closings.ts";
import { useMessages } from "../messages/use-messages.ts";
import { formatWhen } from "../shown/format-when.ts";

/** At midnight in Shanghai, whatever anybody does; the others wait for somebody. */
const opensByItself: ReadonlySet<ClosingReason> = new Set([303, "budget"]);

/** One banner for what closed the way: the lines of the creators need not say it again. */
export function ClosingBanner({ closings }: { readonly closings: readonly Closing[] }): React.ReactElement | null {
  const { messages } = useMessages();
  if (closings.length === 0) return null;
  const { failures, loading } = messages;
  return (
    <div className="banner" role="alert">
      {closings.map(({ reason, calls, reopensAt }) => (
        <p key={reason}>
          <strong>{reason === "budget" ? failures.kinds.budget : failures.codes[reason]}</strong>{" "}
          {loading.closedCalls(calls)}{" "}
          {reopensAt !== undefined &&
            (opensByItself.has(reason)
              ? loading.reopens(formatWhen(reopensAt))
              : loading.triedAgain(formatWhen(reopensAt)))}
        </p>
      ))}
    </div>
  );
}
