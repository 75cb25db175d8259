import { useDeferredValue, useEffect, useState } from "react";
import { useSession } from "./api/use-session.ts";
import { Comparison } from "./comparison.tsx";
import type { Request } from "./creators/use-creators.ts";
import { ListForm } from "./list-form.tsx";
import { type Language, LanguageContext, languages } from "./messages/use-messages.ts";
import { SettingsBar, type Theme } from "./settings-bar.tsx";
import { useSetting } from "./theme/use-setting.ts";

const browserLanguage: Language = navigator.language.startsWith("zh") ? "zh" : "en";

/** The page. */
export function App(): React.ReactElement {
  const [language, setLanguage] = useSetting<Language>("language", ["en", "zh"], browserLanguage);
  const [theme, setTheme] = useSetting<Theme>("theme", ["system", "light", "dark"], "system");
  const [request, setRequest] = useState<Request>();
  const { session, isUnreachable } = useSession();
  const messages = languages[language];
  // The table and the charts may follow a moment later than what was pressed.
  const tableLanguage = useDeferredValue(language);

  useEffect(() => {
    // With the table, so that the browser lays the page out once.
    document.documentElement.lang = tableLanguage;
    document.documentElement.dataset["theme"] = theme;
    document.title = messages.title;
  }, [tableLanguage, theme, messages]);

  return (
    <LanguageContext value={language}>
      <header>
        <h1>{messages.title}</h1>
        <SettingsBar theme={theme} onTheme={setTheme} onLanguage={setLanguage} />
      </header>
      <main>
        {session?.mode === "mock" && <p className="banner">{messages.mock}</p>}
        {isUnreachable && (
          <p className="banner" role="alert">
            {messages.unreachable}
          </p>
        )}
        <ListForm session={session} onLoad={setRequest} />
        {request !== undefined && (
          <LanguageContext value={tableLanguage}>
            <Comparison request={request} />
          </LanguageContext>
        )}
      </main>
    </LanguageContext>
  );
}
