import { createContext, useContext } from "react";

const ShownContext: React.Context<string> = createContext("");

/** Tells everything below what is shown, such as `近 30 天 · 个人视频 · 11-26 20:26`: pictures say it, too. */
export const ShownProvider: React.Provider<string> = ShownContext.Provider;

export function useShown(): string {
  return useContext(ShownContext);
}
