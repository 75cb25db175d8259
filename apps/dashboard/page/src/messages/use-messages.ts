import { createContext, useContext } from "react";
import { chinese } from "./chinese.ts";
import { english, type Messages } from "./english.ts";

export type Language = "en" | "zh";

/** The page's languages; a browser's `zh-CN` is `zh`. */
export const languages: Readonly<Record<Language, Messages>> = { en: english, zh: chinese };

/** The reader's language, for everything below. */
export const LanguageContext: React.Context<Language> = createContext<Language>("en");

/** The page's sentences, and the language they are in. */
export function useMessages(): { readonly messages: Messages; readonly language: Language } {
  const language = useContext(LanguageContext);
  return { messages: languages[language], language };
}
