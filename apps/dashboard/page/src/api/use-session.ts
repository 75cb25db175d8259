import { useQuery } from "@tanstack/react-query";
import type { Session } from "../../../src/shared/protocol.ts";
import { send } from "./send.ts";

/** What the server says of itself; `undefined` until it has, or when it cannot be reached. */
export function useSession(): { readonly session: Session | undefined; readonly isUnreachable: boolean } {
  const { data, isError } = useQuery({
    queryKey: ["session"],
    queryFn: ({ signal }) => send("/api/session", signal),
  });
  // Safe: the server is this page's own, of the same version.
  return { session: data as Session | undefined, isUnreachable: isError };
}
