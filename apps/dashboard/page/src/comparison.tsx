import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { ChartBoundary } from "./charts/chart-boundary.tsx";
import type { ComparisonState } from "./compare/use-comparison.ts";
import { useRecovery } from "./compare/use-recovery.ts";
import { listClosings } from "./creators/closings.ts";
import type { Request } from "./creators/spread-call.ts";
import { useCreators } from "./creators/use-creators.ts";
import { Exports } from "./files/exports.tsx";
import { useMessages } from "./messages/use-messages.ts";
import { ClosingBanner } from "./money/closing-banner.tsx";
import { LoadingBar } from "./money/loading-bar.tsx";
import { StaleNotice } from "./money/stale-notice.tsx";
import { RawReply } from "./raw-reply.tsx";
import { describeShown, writeShown } from "./shown/describe-shown.ts";
import { ShownProvider } from "./shown/shown-context.ts";
import { CreatorTable } from "./table/creator-table.tsx";

const mostChosen = 5;
const Charts = lazy(async () => ({ default: (await import("./charts/charts.tsx")).Charts }));

export interface ComparisonProps {
  readonly comparison: ComparisonState;
  readonly request: Request;
}

/** The creators that were asked for: how far loading is, their table, their files. */
export function Comparison({ comparison, request }: ComparisonProps): React.ReactElement {
  const { messages } = useMessages();
  const client = useQueryClient();
  const creators = useCreators(request);
  const { rows, isLoading, retry } = creators;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rawId, setRawId] = useState<string>();
  const order = useRef<readonly string[]>([]);
  useRecovery(request);

  // What is cached, spent and closed has changed.
  useEffect(() => {
    if (isLoading) return;
    void client.invalidateQueries({ queryKey: ["estimate"] });
    void client.invalidateQueries({ queryKey: ["session"] });
  }, [client, isLoading]);

  const choose = useCallback((id: string, isChosen: boolean) => {
    setChosen((before) => {
      const others = [...before].filter((each) => each !== id);
      return new Set(isChosen ? [...others, id].slice(-mostChosen) : others);
    });
  }, []);
  // Charts may come a moment later than the table.
  const chartRows = useDeferredValue(rows);
  const chartChosen = useDeferredValue(chosen);
  const closings = useMemo(() => listClosings(rows), [rows]);
  const shown = writeShown(describeShown({ choice: request.choice, rows }, messages));
  const raw = rows.find(({ id }) => id === rawId)?.state;

  return (
    <>
      <ClosingBanner closings={closings} />
      <LoadingBar creators={creators} />
      <StaleNotice comparison={comparison} />
      <div className={comparison.isStale ? "stale" : undefined}>
        <p className="shown">{shown}</p>
        <Exports rows={rows} choice={request.choice} chosen={chosen} order={order} />
        <CreatorTable
          rows={rows}
          chosen={chosen}
          order={order}
          onChoose={choose}
          onRetry={retry}
          onShowRaw={setRawId}
        />
        {rows.some(({ state }) => state.status === "loaded") && (
          <ChartBoundary fallback={<p className="warning">{messages.charts.unavailable}</p>}>
            <Suspense>
              <ShownProvider value={shown}>
                <Charts rows={chartRows} choice={request.choice} chosen={chartChosen} onRetry={retry} />
              </ShownProvider>
            </Suspense>
          </ChartBoundary>
        )}
      </div>
      {rawId !== undefined && raw?.status === "loaded" && (
        <RawReply id={rawId} data={raw.spread.raw} onClose={() => setRawId(undefined)} />
      )}
    </>
  );
}
