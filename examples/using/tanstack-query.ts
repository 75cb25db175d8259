// TanStack Query over the client: Query keeps and shares what a page shows, the client retries and counts.
// #region readme
import { createClient } from "@just-one/core";
import { QueryClient, queryOptions } from "@tanstack/react-query";

const client = createClient(); // token and server of JUST_ONE_TOKEN and JUST_ONE_BASE_URL
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false, // the client sends again what provably cost nothing; Query would pay twice
      staleTime: 3_600_000, // the default, 0, pays at every mount
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
});

// For `useQuery` in a component and `fetchQuery` on a server alike. Query's `signal` is not passed on: a component that
// goes away must not give up a reply that is paid for anyhow.
const spreadOf = (oAuthorId: string) =>
  queryOptions({
    queryKey: [spreadInfo, { oAuthorId }],
    queryFn: async () => (await client.call(spreadInfo, { oAuthorId })).data,
  });

const [first, second] = await Promise.all([
  queries.fetchQuery(spreadOf("7048929565493690398")),
  queries.fetchQuery(spreadOf("7048929565493690398")),
]);
console.log(first === second, JSON.stringify(queries.getQueryCache().getAll()[0]?.queryKey));
// #endregion
