import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { askOutcomes } from "../api/ask-outcomes.ts";
import { fetchSession } from "../api/use-session.ts";
import { asksTheSame, listCalls, type Request } from "../creators/spread-call.ts";
import { useStore } from "../creators/store-context.ts";
import { readLink } from "../ids/link.ts";
import { readRoute } from "../shell/read-route.ts";

export interface LinksOptions {
  /** What the table shows. */
  readonly shown: Request | undefined;
  /** Puts a list and its settings into the form. */
  readonly fill: (request: Request) => void;
  /** Puts them into the table; `undefined` takes it away. */
  readonly show: (request: Request | undefined) => void;
}

/**
 * Opens what the address holds: at the start, after a reload, by another link in the same tab, by going back. What was paid
 * for already is loaded, for nothing; what costs waits for a person.
 */
export function useLinks({ shown, fill, show }: LinksOptions): void {
  const store = useStore();
  const client = useQueryClient();
  const newest = useRef<Request>(undefined);

  const open = useEffectEvent(async (isStart: boolean) => {
    if (readRoute(location.pathname) !== "compare") return;
    const link = readLink(location.hash);
    newest.current = link;
    if (link === undefined) {
      if (!isStart && location.hash === "") show(undefined);
      return;
    }
    if (shown !== undefined && asksTheSame(link, shown)) return; // back from another place of the page
    if (!isStart) fill(link);
    const calls = listCalls(link);
    const isKnown = calls.some((call) => store.find(call).status === "loaded");
    if (isKnown) show(link);
    const free = await listFree(calls).catch(() => []);
    if (newest.current !== link) return;
    if (free.length > 0) show(link);
    else if (!isKnown) show(undefined);
    store.load(free, { onlyFree: true });
  });
  const listFree = async (calls: ReturnType<typeof listCalls>): Promise<ReturnType<typeof listCalls>> => {
    const { mode } = await fetchSession(client);
    if (mode === "mock") return calls;
    const outcomes = await askOutcomes(calls);
    return calls.filter((_, index) => outcomes[index] === "cached");
  };

  useEffect(() => {
    void open(true);
    const onMove = (): void => void open(false);
    for (const name of ["hashchange", "popstate"]) window.addEventListener(name, onMove);
    return () => {
      for (const name of ["hashchange", "popstate"]) window.removeEventListener(name, onMove);
    };
  }, []);
}
