import type { CostBand } from "@just-one/core/xingtu";
import { lazy, startTransition, Suspense, useCallback, useDeferredValue, useMemo, useState } from "react";
import { ChartBoundary } from "../charts/chart-boundary.tsx";
import type { Choice } from "../creators/choice.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { Exports } from "../files/exports.tsx";
import { useMessages } from "../messages/use-messages.ts";
import { useMedia } from "../shell/use-media.ts";
import { chooseColumns, type ColumnChoice } from "../table/choose-columns.ts";
import { type Column, columns, costMetrics } from "../table/columns.ts";
import { CreatorCards } from "../table/creator-cards.tsx";
import { CreatorTable } from "../table/creator-table.tsx";
import { filterRows, noFilters } from "../table/filter-rows.ts";
import { findMosts } from "../table/find-most.ts";
import { type Sort, sortRows, turnSort } from "../table/sort-rows.ts";
import { AnswerCards } from "./answer-cards.tsx";
import { compareShown } from "./compare-shown.ts";
import { Toolbar } from "./toolbar.tsx";

const Charts = lazy(async () => ({ default: (await import("../charts/charts.tsx")).Charts }));

export interface ResultsProps {
  readonly rows: readonly CreatorRow[];
  readonly choice: Choice;
  readonly onRetry: (ids: readonly string[]) => void;
  readonly onShowRaw: (id: string) => void;
}

/** What came: the answers, the table that they are read from, the charts, and what a person narrows them down with. */
export function Results({ rows, choice, onRetry, onShowRaw }: ResultsProps): React.ReactElement {
  const { messages } = useMessages();
  const [band, setBand] = useState<CostBand>("upTo60s");
  const [filters, setFilters] = useState(noFilters);
  const [budget, setBudget] = useState<number>();
  const [columnChoice, setColumnChoice] = useState<ColumnChoice>({});
  const [sort, setSort] = useState<Sort>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string>();
  const isTelephone = useMedia("screen and (width < 40rem)");

  const met = useMemo(() => filterRows(rows, filters, chosen), [rows, filters, chosen]);
  const shown = useMemo(() => (met === rows ? rows : compareShown(met)), [met, rows]);
  const shownColumns = useMemo(
    () => chooseColumns({ choice: columnChoice, band, budget }),
    [columnChoice, band, budget],
  );
  const sorted = useMemo(() => sortRows(shown, shownColumns, sort), [shown, shownColumns, sort]);
  const allSorted = useMemo(() => sortRows(rows, shownColumns, sort), [rows, shownColumns, sort]);
  const mosts = useMemo(() => findMosts(shown, shownColumns), [shown, shownColumns]);
  // Charts may come a moment later than the table.
  const charted = useDeferredValue(
    useMemo(() => ({ rows: shown, chosen, band, activeId }), [shown, chosen, band, activeId]),
  );

  const choose = useCallback((id: string, isChosen: boolean) => {
    setChosen((before) => {
      const others = [...before].filter((each) => each !== id);
      return new Set(isChosen ? [...others, id] : others);
    });
  }, []);
  // The table moves to the line: nothing that is pressed meanwhile waits for that.
  const activate = useCallback((id: string) => startTransition(() => setActiveId(id)), []);
  const changeSort = useCallback((column: Column) => setSort((before) => turnSort(column, before)), []);
  const changeBand = (next: CostBand): void => {
    setBand(next);
    setSort((before) => moveSort(before, band, next));
  };
  const showAll = (): void => setFilters(noFilters);

  const list = {
    rows: sorted,
    columns: shownColumns,
    mosts,
    sort,
    chosen,
    onChoose: choose,
    activeId,
    onActivate: activate,
    onRetry,
    onShowRaw,
  };

  return (
    <>
      <AnswerCards rows={shown} band={band} onActivate={activate} />
      <section className="results">
        <h2 id="table-title">{messages.table}</h2>
        <Toolbar
          band={band}
          onBand={changeBand}
          filters={filters}
          onFilters={setFilters}
          onBudget={setBudget}
          chosen={chosen.size}
          columns={columnChoice}
          onColumns={setColumnChoice}
          files={<Exports rows={allSorted} choice={choice} chosen={chosen} />}
        />
        {shown.length < rows.length && (
          <p role="status" className="narrowed">
            {shown.length === 0 ? messages.results.nothingLeft : messages.results.shown(shown.length, rows.length)}{" "}
            <button type="button" className="plain" onClick={showAll}>
              {messages.results.showAll}
            </button>
          </p>
        )}
        {isTelephone ? <CreatorCards {...list} onSortBy={setSort} /> : <CreatorTable {...list} onSort={changeSort} />}
        <p className="hint">
          {messages.sortHint} {messages.legend}
        </p>
      </section>
      {rows.some(({ state }) => state.status === "loaded") && (
        <ChartBoundary fallback={<p className="warning">{messages.charts.unavailable}</p>}>
          <Suspense>
            <Charts {...charted} choice={choice} onRetry={onRetry} onActivate={activate} />
          </Suspense>
        </ChartBoundary>
      )}
    </>
  );
}

/** A table that is sorted by a cost stays so when another length of video is looked at. */
function moveSort(sort: Sort | undefined, from: CostBand, to: CostBand): Sort | undefined {
  if (sort === undefined || columns.find(({ name }) => name === sort.name)?.band !== from) return sort;
  return { ...sort, name: costMetrics[to][sort.name === costMetrics[from].perMille ? "perMille" : "perEngagement"] };
}
