import { useEffect, useEffectEvent } from "react";
import { useSession } from "../api/use-session.ts";
import { listCalls, type Request } from "../creators/spread-call.ts";
import { useStore } from "../creators/store-context.ts";

/** Once the server is back, what was lost on the way and paid for all the same lies there: it is fetched, for nothing. */
export function useRecovery(request: Request): void {
  const store = useStore();
  const { trouble } = useSession();
  const recover = useEffectEvent(() => {
    const lost = listCalls(request).filter((call) => {
      const state = store.find(call);
      return state.status === "failed" && state.failure.kind === "offline";
    });
    store.load(lost, { onlyFree: true });
  });
  useEffect(() => {
    if (trouble === undefined) recover();
  }, [trouble]);
}
