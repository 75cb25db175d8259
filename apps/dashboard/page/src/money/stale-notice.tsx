import { useEstimate } from "../api/use-estimate.ts";
import { useSession } from "../api/use-session.ts";
import type { ComparisonState } from "../compare/use-comparison.ts";
import { useMessages } from "../messages/use-messages.ts";

/** Says that the table is not what the form asks for, and offers to make it that, with what it costs. */
export function StaleNotice({ comparison }: { readonly comparison: ComparisonState }): React.ReactElement | null {
  const { messages } = useMessages();
  const { session } = useSession();
  const estimate = useEstimate(comparison.draft);
  if (!comparison.isStale) return null;
  const isFree = session?.mode === "mock" || session?.role === "viewer";
  return (
    <div className="warning stale-notice" role="status">
      {messages.loading.stale}{" "}
      {(isFree || estimate !== undefined) && (
        <button type="button" onClick={comparison.load}>
          {messages.loading.update(isFree ? 0 : (estimate?.billed ?? 0))}
        </button>
      )}
      {!isFree && estimate !== undefined && estimate.closed > 0 && messages.estimateClosed(estimate.closed)}
    </div>
  );
}
