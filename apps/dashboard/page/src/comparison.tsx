import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useState } from "react";
import { ChartBoundary } from "./charts/chart-boundary.tsx";
import type { CreatorRow } from "./creators/creator-row.ts";
import { type Request, useCreators } from "./creators/use-creators.ts";
import { Exports } from "./files/exports.tsx";
import { useMessages } from "./messages/use-messages.ts";
import { RawReply } from "./raw-reply.tsx";
import { CreatorTable } from "./table/creator-table.tsx";

const mostChosen = 5;
const Charts = lazy(async () => ({ default: (await import("./charts/charts.tsx")).Charts }));

/** The creators that were asked for: how far loading is, their table, their files. */
export function Comparison({ request }: { request: Request }): React.ReactElement {
  const { messages } = useMessages();
  const client = useQueryClient();
  const { rows, done, failed, total, isLoading, retry, stop } = useCreators(request);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rawId, setRawId] = useState<string>();

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
  const failedIds = rows.filter(hasFailed).map(({ id }) => id);
  const raw = rows.find(({ id }) => id === rawId)?.state;

  return (
    <>
      <div className="progress">
        <progress value={done} max={total} aria-label={messages.progress(done, total, failed)} />
        <span role="status">{messages.progress(done, total, failed)}</span>
        {isLoading && (
          <button type="button" onClick={stop}>
            {messages.stop}
          </button>
        )}
        {!isLoading && failedIds.length > 1 && (
          <button type="button" onClick={() => retry(failedIds)}>
            {messages.retryAll}
          </button>
        )}
      </div>
      <Exports rows={rows} />
      <CreatorTable rows={rows} chosen={chosen} onChoose={choose} onRetry={retry} onShowRaw={setRawId} />
      {rows.some(({ state }) => state.status === "loaded") && (
        <ChartBoundary fallback={<p className="warning">{messages.charts.unavailable}</p>}>
          <Suspense>
            <Charts rows={chartRows} choice={request.choice} chosen={chartChosen} onRetry={retry} />
          </Suspense>
        </ChartBoundary>
      )}
      {rawId !== undefined && raw?.status === "loaded" && (
        <RawReply id={rawId} data={raw.spread.raw} onClose={() => setRawId(undefined)} />
      )}
    </>
  );
}

function hasFailed({ state, otherRange, otherType }: CreatorRow): boolean {
  return [state, otherRange, otherType].some((each) => each?.status === "failed");
}
