// openapi-react-query's hooks over the client, in a React tree.
// #region readme
import type { Operations } from "@just-one/api";
import { createClient } from "@just-one/core";
import { createOpenapiClient, type OpenapiPaths } from "@just-one/core/openapi-fetch";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { Client as FetchClient } from "openapi-fetch";
import createQueryHooks from "openapi-react-query";
import { createElement, Suspense } from "react";
import { prerender } from "react-dom/static";

const spreadInfo = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
type Paths = OpenapiPaths<Pick<Operations, `GET ${typeof spreadInfo}`>>; // those that the tree asks for

const api = createOpenapiClient(
  createClient({ token: process.env["JUST_ONE_TOKEN"] ?? "", baseUrl: process.env["JUST_ONE_BASE_URL"] }),
);
const hooks = createQueryHooks(api as unknown as FetchClient<Paths>); // safe: hooks of those paths call nothing else

function Plays({ oAuthorId }: { readonly oAuthorId: string }) {
  // These hooks pass Query's `signal` on, which would give up a reply that is paid for: hence none.
  const init = { params: { query: { oAuthorId } }, signal: null };
  const { data } = hooks.useSuspenseQuery("get", spreadInfo, init);
  return createElement("b", null, data.play_mid);
}

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 3_600_000 } } });
const creators = ["7048929565493690398", "7048929565493690398"];
const plays = creators.map((oAuthorId, key) => createElement(Plays, { oAuthorId, key }));
const tree = createElement(
  QueryClientProvider,
  { client: queries },
  createElement(Suspense, { fallback: "asking" }, plays),
);
const { prelude } = await prerender(tree, { onError: (error) => console.log(`failed: ${String(error)}`) });
console.log((await new Response(prelude).text()).replaceAll(/<(?!\/?b>)[^>]*>/g, ""));
console.log(JSON.stringify(queries.getQueryCache().getAll()[0]?.queryKey));
// #endregion
