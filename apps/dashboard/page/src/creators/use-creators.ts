import { compareCreators } from "@just-one/core/xingtu";
import { type QueryClient, type UseQueryResult, useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { CallReply } from "../../../src/shared/protocol.ts";
import { callSpread } from "../api/call-spread.ts";
import { type Choice, listVariants, type Variant } from "./choice.ts";
import type { CreatorRow, CreatorState } from "./creator-row.ts";
import { readReply } from "./read-reply.ts";
import { useThrottled } from "./use-throttled.ts";

/** What was asked for with one press of the button. */
export interface Request {
  readonly ids: readonly string[];
  readonly choice: Choice;
}

export interface Creators {
  readonly rows: readonly CreatorRow[];
  /** Calls answered, well or not, of all. */
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly isLoading: boolean;
  /** Calls again what failed or was stopped for these creators; what succeeded is not paid for again. */
  readonly retry: (ids: readonly string[]) => void;
  /** Sends nothing further; what is under way is still answered, into the server's cache. */
  readonly stop: () => void;
}

/** Every reply may change every line, by what is best now: drawn often enough to be watched, and not oftener. */
const redrawMs = 150;

/** Loads creators, a few at a time, and keeps what came, whatever happens to the others. */
export function useCreators(request: Request): Creators {
  const client = useQueryClient();
  const variants = listVariants(request.choice);
  const queries = request.ids.flatMap((id) => variants.map((variant) => toQuery(id, variant)));
  const states = useQueries({ queries, combine: summarize });
  const newest = useMemo(() => ({ request, states }), [request, states]);
  const throttled = useThrottled(newest, redrawMs);
  // Never the figures of one list under the names of another.
  const { states: results } = throttled.request === request ? throttled : newest;
  const rows = useMemo(() => toRows(request, results), [request, results]);
  const { choice } = request;
  const retry = useCallback((ids: readonly string[]) => void refetchFailed(client, { ids, choice }), [client, choice]);
  const stop = useCallback(() => void client.cancelQueries({ queryKey: ["spread"] }), [client]);
  const done = results.filter(({ status }) => status === "loaded" || status === "failed").length;
  const failed = results.filter(({ status }) => status === "failed").length;
  const isLoading = results.some(({ status }) => status === "loading");
  return { rows, done, failed, total: queries.length, isLoading, retry, stop };
}

/** Calls again what failed or was stopped; does not disturb what is under way, nor what is there. */
export function refetchFailed(client: QueryClient, { ids, choice }: Request): Promise<void> {
  const wanted = new Set<unknown>(ids);
  const variants = new Set(listVariants(choice).map(({ range, type }) => `${range} ${type}`));
  return client.refetchQueries(
    {
      queryKey: ["spread"],
      predicate: ({ queryKey: [, id, range, type], state }) =>
        wanted.has(id) && variants.has(`${String(range)} ${String(type)}`) && !isSuccess(state.data),
    },
    { cancelRefetch: false },
  );
}

interface SpreadQuery {
  readonly queryKey: readonly ["spread", string, string, string];
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<CallReply>;
}

function toQuery(id: string, variant: Variant): SpreadQuery {
  return {
    queryKey: ["spread", id, variant.range, variant.type],
    queryFn: ({ signal }) => callSpread(id, variant, signal),
  };
}

const read = new WeakMap<CallReply, CreatorState>();
const loading: CreatorState = { status: "loading" };
const stopped: CreatorState = { status: "stopped" };

/** The same state for the same reply, so that lines that did not change are not drawn again. */
function summarize(results: readonly UseQueryResult<CallReply>[]): readonly CreatorState[] {
  return results.map(({ data, fetchStatus }) => {
    if (fetchStatus === "fetching" && data?.ok !== true) return loading;
    if (data === undefined) return stopped;
    const state = read.get(data) ?? readReply(data);
    read.set(data, state);
    return state;
  });
}

function toRows({ ids, choice }: Request, states: readonly CreatorState[]): readonly CreatorRow[] {
  const perCreator = listVariants(choice).length;
  const rows = ids.map((id, index) => {
    const [state = loading, ...others] = states.slice(index * perCreator, (index + 1) * perCreator);
    const otherRange = choice.otherRange ? others[0] : undefined;
    const otherType = choice.otherType ? others.at(-1) : undefined;
    return { id, state, ...(otherRange && { otherRange }), ...(otherType && { otherType }) };
  });
  const loaded = rows.flatMap(({ id, state }) => (state.status === "loaded" ? [{ id, spread: state.spread }] : []));
  const compared = new Map(compareCreators(loaded).map((creator) => [creator.id, creator]));
  return rows.map((row) => {
    const creator = compared.get(row.id);
    return creator === undefined ? row : Object.assign(row, { compared: creator });
  });
}

function isSuccess(data: unknown): boolean {
  return typeof data === "object" && data !== null && "ok" in data && data.ok === true;
}
