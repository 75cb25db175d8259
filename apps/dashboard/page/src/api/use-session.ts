import { type QueryClient, useQuery } from "@tanstack/react-query";
import type { Session } from "../../../src/shared/protocol.ts";
import { send, ServerError } from "./send.ts";

/** Why the server does not answer as it should. */
export type Trouble = "gone" | "expired" | "offlineBrowser";

const againMs = 5000;
const query = {
  queryKey: ["session"],
  // Safe: the server is this page's own, of the same version.
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (await send("/api/session", signal)) as Session,
};

/** What the server says of itself, `undefined` until it has; and what is wrong, as long as it is. */
export function useSession(): { readonly session: Session | undefined; readonly trouble: Trouble | undefined } {
  const { data, error } = useQuery({
    ...query,
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state }) => (state.status === "error" ? againMs : false),
  });
  return { session: data, trouble: error === null ? undefined : findTrouble(error) };
}

/** Asks the server anew. */
export function fetchSession(client: QueryClient): Promise<Session> {
  return client.fetchQuery({ ...query, staleTime: 0 });
}

function findTrouble(error: Error): Trouble {
  if (error instanceof ServerError && error.status === 401) return "expired";
  return navigator.onLine ? "gone" : "offlineBrowser";
}
