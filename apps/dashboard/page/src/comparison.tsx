import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { CopyLink } from "./compare/copy-link.tsx";
import type { Fold } from "./compare/use-fold.ts";
import type { ComparisonState } from "./compare/use-comparison.ts";
import { useRecovery } from "./compare/use-recovery.ts";
import { listClosings } from "./creators/closings.ts";
import type { Request } from "./creators/spread-call.ts";
import { useCreators } from "./creators/use-creators.ts";
import { useMessages } from "./messages/use-messages.ts";
import { ClosedWay } from "./money/closed-way.tsx";
import { ClosingBanner } from "./money/closing-banner.tsx";
import { LoadingBar } from "./money/loading-bar.tsx";
import { StaleNotice } from "./money/stale-notice.tsx";
import { RawReply } from "./raw-reply.tsx";
import { Results } from "./results/results.tsx";
import { describeShown, writeShown } from "./shown/describe-shown.ts";
import { ShownProvider } from "./shown/shown-context.ts";

export interface ComparisonProps {
  readonly comparison: ComparisonState;
  readonly request: Request;
  readonly fold: Fold;
}

/** The creators that were asked for: how far loading is, their table, their files. */
export function Comparison({ comparison, request, fold }: ComparisonProps): React.ReactElement {
  const { messages } = useMessages();
  const client = useQueryClient();
  const creators = useCreators(request);
  const { rows, isLoading, retry } = creators;
  const [rawId, setRawId] = useState<string>();
  useRecovery(request);

  // What is cached, spent and closed has changed.
  useEffect(() => {
    if (isLoading) return;
    void client.invalidateQueries({ queryKey: ["estimate"] });
    void client.invalidateQueries({ queryKey: ["session"] });
  }, [client, isLoading]);

  const closings = useMemo(() => listClosings(rows), [rows]);
  const shown = writeShown(describeShown({ choice: request.choice, rows }, messages));
  const raw = rows.find(({ id }) => id === rawId)?.state;

  return (
    <ClosedWay request={request} receipt={creators.receipt} closings={closings}>
      <ClosingBanner closings={closings} />
      <div className="summary card">
        <div className="summary-line">
          <strong>{messages.counted(request.creators.length, 0)}</strong>
          <p className="shown">{shown}</p>
          {!fold.isOpen && (
            <>
              <button ref={fold.button} type="button" onClick={fold.open}>
                {messages.start.edit}
              </button>
              <CopyLink hash={comparison.hash} />
            </>
          )}
        </div>
        <LoadingBar creators={creators} isToldAbove={closings.length > 0} />
      </div>
      <StaleNotice comparison={comparison} />
      <div className={comparison.isStale ? "comparison stale" : "comparison"}>
        <ShownProvider value={shown}>
          <Results rows={rows} choice={request.choice} onRetry={retry} onShowRaw={setRawId} />
        </ShownProvider>
      </div>
      {rawId !== undefined && raw?.status === "loaded" && (
        <RawReply id={rawId} data={raw.spread.raw} onClose={() => setRawId(undefined)} />
      )}
    </ClosedWay>
  );
}
