import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askKnown, askSpread } from "./api/ask-spread.ts";
import { fetchSession } from "./api/use-session.ts";
import { App } from "./app.tsx";
import { createReplyStore } from "./creators/reply-store.ts";
import { StoreContext } from "./creators/store-context.ts";

// Every call may cost: nothing is asked again unless a person asks for it. A failed one is shown, offline too.
const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      networkMode: "always",
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
});

const store = createReplyStore({
  // Where the server does not answer, the page shall say so.
  askKnown: async (calls) => {
    const replies = await askKnown(calls);
    if (replies === undefined) await fetchSession(client).catch(() => undefined);
    return replies;
  },
  ask: askSpread,
  atOnce: 5, // one fewer than a browser opens to one server, so that estimates get through
  pauseMs: 10_000,
});

const root = document.querySelector("#root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </QueryClientProvider>
  </StrictMode>,
);
