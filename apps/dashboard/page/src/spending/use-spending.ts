import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReconcileRequest, Spending } from "../../../src/shared/spending.ts";
import { send } from "../api/send.ts";

export interface SpendingState {
  /** `undefined` until the server has answered. */
  readonly spending: Spending | undefined;
  readonly hasFailed: boolean;
  readonly isSettling: boolean;
  /** Settles unknown calls by the vendor's bill. */
  readonly settle: (request: ReconcileRequest) => void;
}

/** The ledger, read anew each time that it is looked at. */
export function useSpending(): SpendingState {
  const client = useQueryClient();
  const { data, isError } = useQuery({
    queryKey: ["spending"],
    // Safe, both: the server is this page's own, of the same version.
    queryFn: async ({ signal }) => (await send("/api/spending", signal)) as Spending,
    refetchOnMount: "always",
    refetchOnWindowFocus: "always",
  });
  const {
    mutate,
    isPending,
    isError: hasNotSettled,
  } = useMutation({
    mutationFn: async (request: ReconcileRequest) => (await send("/api/reconcile", undefined, request)) as Spending,
    onSuccess: (spending) => {
      client.setQueryData(["spending"], spending);
      for (const told of ["session", "estimate"]) void client.invalidateQueries({ queryKey: [told] });
    },
  });
  return { spending: data, hasFailed: isError || hasNotSettled, isSettling: isPending, settle: mutate };
}
