import { createContext, useContext } from "react";
import type { ReplyStore } from "./reply-store.ts";

/** The page's one store of replies. */
export const StoreContext: React.Context<ReplyStore | undefined> = createContext<ReplyStore | undefined>(undefined);

export function useStore(): ReplyStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error("main.tsx gives the page its store");
  return store;
}
